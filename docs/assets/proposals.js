// Proposals as a document: paragraphs of runs, each a kind («», ins, del, a), its words and where it leads, if it is a link;
// as text, as HTML for a word processor, as an e-mail and as an issue.
import { ended, fill, quotation } from "./amendment.js";
import { fragmentOf, markOf } from "./fragment.js";

const MAIL = 1800; // characters of an e-mail's address; Windows hands on some 2,000
const FORM = 7000; // and of an issue's; GitHub takes some 8,000

/** The paragraphs of one proposal: its place and what it changes, its reason, and the link to the passage. */
export function paragraphsOf({ section, changes, reason }, { title, words }) {
  const head = `${title}, ${section.name}`;
  const [first, ...more] = changes.map(({ said }) => said);
  const lines = more.length ? [[["", `${head}:`]], ...[first, ...more].map(capital)] : [[["", `${head}, `], ...first]];
  const why = reason && fill(words.begrundet, { tekst: reason });
  return [
    ...lines.map((runs) => ({ runs })),
    ...changes.filter(({ differing }) => differing).map(({ differing }) => compared(differing, words)),
    ...(why ? [plain(ended(why) ? why : `${why}.`)] : []),
    link(section.address, changes[0].before, words),
  ];
}

/** Several as one: numbered, and at the end who proposes them. */
export function documentOf(proposals, by, file) {
  const each = proposals.map((proposal) => paragraphsOf(proposal, file));
  if (each.length > 1) each.forEach(([{ runs }], i) => runs.unshift(["", `${i + 1}. `]));
  return [...each.flat(), ...(by ? [plain(fill(file.words.stillet, { navn: by }))] : [])];
}

/** What differs word by word is for those who can see it: as plain text it would be both before and after at once. */
export function asText(paragraphs) {
  const text = ({ runs }) => runs.map(([, words, address]) => address ?? words).join("");
  return paragraphs.filter(({ seen }) => !seen).map(text).join("\n\n");
}

/** Insertions underlined and deletions struck, as word processors take them. */
export function asHtml(paragraphs, language) {
  const tags = { ins: "u", del: "s" };
  const all = asElement("div", ...paragraphs.map((each) => asParagraph(each, language, tags)));
  all.lang = document.documentElement.lang; // a word processor spells by it
  return all.outerHTML;
}

/** `language` is the paper's own. */
export function asParagraph({ runs }, language, tags = {}) {
  const part = ([kind, words, address]) => {
    if (!kind) return words.split("\n").flatMap((line, i) => (i ? [asElement("br"), line] : [line]));
    const made = asElement(tags[kind] ?? kind, words);
    if (address) made.href = address;
    else made.lang = language;
    return [made];
  };
  return asElement("p", ...runs.flatMap(part));
}

export function asElement(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/** The address that opens an e-mail with the document in it, and whether it had to be shortened. */
export function mailOf(text, { mail, title, words }) {
  const [body, short] = fitting(text.replaceAll("\n", "\r\n"), MAIL, words.forkortet);
  return [`mailto:${mail}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`, short];
}

/** The address of the repository's form for proposals (.github/ISSUE_TEMPLATE/aendring.yml), filled in. */
export function issueOf(text, proposals, by, { repository, title, words }) {
  const [forslag, short] = fitting(text, FORM, words.forkortet);
  const sted = proposals.map(({ section }) => section.name).join("; ");
  const reasons = proposals.map(({ reason }) => reason).filter(Boolean);
  const [hvorfor] = fitting(reasons.join("\n\n"), MAIL, "");
  const fields = { template: "aendring.yml", title, sted, forslag, hvorfor, forslagsstiller: by };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return [`${repository}/issues/new?${query.join("&")}`, short];
}

/** As much of a text as an address can hold so many signs of, and a note where that is not all. */
function fitting(text, most, note) {
  const cost = (part) => encodeURIComponent(part).length;
  if (cost(text) <= most) return [text, false];
  let [kept, room] = ["", most - cost(`\n\n${note}`)];
  for (const letter of text) {
    room -= cost(letter);
    if (room < 0) break;
    kept += letter;
  }
  return [`${kept.replace(/\S*$/, "…")}\n\n${note}`, true];
}

function plain(words) {
  return { runs: [["", words]] };
}

function compared(differing, words) {
  const whole = differing.map(([, each]) => each).join("");
  const [before, after] = fill(words.rettelser, { tekst: quotation(whole, words) }).split("{tekst}");
  return { runs: [["", before], ...differing.map(([kind, each]) => [kind || "span", each]), ["", after]], seen: true };
}

/** The link to the passage, by which it is found also when its words stand in an edition alone. */
function link(address, passage, words) {
  const [page, section = ""] = address.split("#");
  const [before, after] = words.sted.split("{adresse}");
  const full = `${page}?ord=${markOf(passage)}#${section}:~:${fragmentOf(passage)}`;
  return { runs: [["", before], ["a", address, full], ["", after]] };
}

function capital([[kind, words], ...others]) {
  return [[kind, words[0].toUpperCase() + words.slice(1)], ...others];
}
