// «Foreslå en ændring»: a dialog in which passages can be rewritten, and the proposals that come of it. They stay in the
// tab, and nothing is sent by itself. Its HTML, its words and the paper's passages are in forslag/<language>.json.
import { asField, changes } from "./amendment.js";
import { textIn, textOf } from "./fragment.js";
import { asElement, asHtml, asParagraph, asText, documentOf, issueOf, mailOf, paragraphsOf } from "./proposals.js";

const KEPT = "forslag"; // in the tab's storage: who proposes, and of each proposal its passages, its text and its reason
const root = new URL("../", import.meta.url); // the site may lie below any path

let file; // the dialog's, once it is here
let dialog, sections, text, reason, by, count, list, beside; // its parts
let kept; // who proposes, and the proposals
let current; // the proposal that is being written; kept once it changes something
let page; // what cite.js lends

/** Opens the dialog for a section of this page, or for those of its passages that are selected. */
export async function open(section, lent, opener, range) {
  page = lent;
  if (!file) prepare(await fetchFile()); // a module that failed would not be tried again
  const path = location.pathname.slice(root.pathname.length);
  const onPage = file.sections.find(({ page, id }) => page === path && id === section);
  const here = onPage ?? file.sections.find(({ place }) => place === section);
  const selected = here && range && { block: textIn(blockAt(range), page.tools), lines: textOf(range, page.tools).split("\n") };
  edit({ place: (here ?? file.sections[0]).place, ...(selected && among(here.passages, selected)) });
  dialog.append(page.status);
  if (!dialog.open) dialog.showModal();
  select(selected ? selected.lines[0] : "");
  dialog.addEventListener("close", () => goBack(opener, range), { once: true });
}

/** What was selected is so again, and the focus is where it was. */
function goBack(opener, range) {
  document.body.append(page.status);
  if (range) {
    getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    opener.parentElement.hidden = false;
  }
  opener.focus();
}

function blockAt({ startContainer: node }) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element.closest("p, li, tr, dd, figcaption, h1, h2, h3, h4") ?? element;
}

async function fetchFile() {
  const answer = await fetch(new URL(`forslag/${document.documentElement.lang}.json`, root));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function prepare(fetched) {
  file = fetched;
  dialog = new DOMParser().parseFromString(file.dialog, "text/html").querySelector("dialog");
  [sections, text, reason, by] = ["afsnit", "tekst", "begrundelse", "stiller"].map((name) => find(`#forslag-${name}`));
  [count, list, beside] = [find("[role=status]"), find("#forslag-liste"), find("#forslag-oversat")];
  document.body.append(dialog);
  for (const { place, heading, level } of file.sections) {
    sections.append(new Option((level > 1 ? "– " : "") + heading, place));
  }
  kept = read();
  by.value = kept.by;
  sections.addEventListener("change", () => edit({ place: sections.value }));
  for (const field of [text, reason, by]) field.addEventListener("input", keep);
  find("[data-luk]").addEventListener("click", () => dialog.close());
  find("[data-toem]").addEventListener("click", empty);
  find("[data-tekst]").addEventListener("click", () => page.copy(asText(whole())));
  find("[data-word]").addEventListener("click", copyFormatted);
  for (const name of ["mail", "sag"]) find(`[data-${name}]`).addEventListener("click", copyWhereShortened);
}

function find(selector) {
  return dialog.querySelector(selector);
}

/** The passages that are selected: as many as there are lines, from the one most like the block they begin in. */
function among(passages, { block, lines }) {
  const like = (passage) => share(passage, block) + passage.includes(lines[0]);
  const alike = passages.map(({ text, translation = "" }) => Math.max(like(text), like(translation)));
  const from = alike.indexOf(Math.max(...alike));
  return { from, to: Math.min(from + lines.length, passages.length) };
}

/** How much of their words two texts share, of 1. */
function share(one, other) {
  const [ours, theirs] = [one, other].map((each) => new Set(each.split(/\s+/)));
  return [...ours].filter((word) => theirs.has(word)).length / Math.max(ours.size, theirs.size);
}

/** The focus goes to the words in the field; browsers scroll to them only when it comes. */
function select(words) {
  const start = Math.max(0, text.value.indexOf(words));
  text.setSelectionRange(start, start + words.length);
  text.blur();
  text.focus();
}

/** Takes up a proposal: the one that has been begun of these passages, or a new one. */
function edit({ place, from = 0, to = sectionAt(place).passages.length }) {
  const begun = kept.proposals.find((each) => each.place === place && each.from <= from && each.to >= to);
  current = begun ?? { place, from, to, text: asField(passagesOf({ place, from, to })), reason: "" };
  [sections.value, text.value, reason.value] = [place, current.text, current.reason];
  const translations = passagesOf(current).flatMap(({ translation }) => translation ?? []);
  beside.hidden = !translations.length;
  beside.lastElementChild.replaceChildren(...translations.map((each) => asElement("p", each)));
  show();
}

function sectionAt(place) {
  return file.sections.find((each) => each.place === place);
}

function passagesOf({ place, from, to }) {
  return sectionAt(place).passages.slice(from, to);
}

/** A proposal with its section and what it changes. */
function full(proposal) {
  const section = sectionAt(proposal.place);
  return { ...proposal, section, changes: changes(passagesOf(proposal), proposal.text, file.words) };
}

function whole() {
  return documentOf(kept.proposals.map(full), kept.by, file);
}

/** What has been written is in the list as soon as it changes something. */
function keep() {
  [current.text, current.reason, kept.by] = [written(text), written(reason), written(by)];
  kept.proposals = kept.proposals.filter((each) => each !== current);
  if (full(current).changes.length) kept.proposals.push(current);
  const order = ({ place }) => file.sections.indexOf(sectionAt(place));
  kept.proposals.sort((one, other) => order(one) - order(other) || one.from - other.from);
  write();
  show();
}

/** Half a sign, as an emoji cut in two leaves, cannot stand in an address. */
function written({ value }) {
  return value.trim().replace(/\p{Surrogate}/gu, "\ufffd");
}

function remove(proposal) {
  kept.proposals = kept.proposals.filter((each) => each !== proposal);
  write();
  if (proposal === current) edit({ place: current.place, from: current.from, to: current.to });
  else show();
  text.focus();
}

function empty() {
  kept.proposals = [];
  write();
  edit({ place: current.place, from: current.from, to: current.to });
  text.focus();
  page.say(file.words.toemt);
}

/** A browser may refuse to keep anything; what is kept may be of passages that have since gone or become what it says. */
function read() {
  try {
    const { by = "", proposals = [] } = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    const there = proposals.filter(({ place, to }) => sectionAt(place)?.passages.length >= to);
    return { by, proposals: there.filter((each) => full(each).changes.length) };
  } catch {
    return { by: "", proposals: [] };
  }
}

function write() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // then they are there until the page is left
  }
}

function show() {
  const proposals = kept.proposals.map(full);
  list.replaceChildren(...proposals.map((each, i) => shown(each, kept.proposals[i], proposals.length > 1 ? i + 1 : "")));
  const found = proposals.flatMap(({ changes }) => changes).length;
  const said = found ? file.words.antal.replace("{antal}", found) : "";
  find("[data-ingen]").hidden = found;
  if (count.textContent !== said) count.textContent = said; // what is the same is not announced again
  for (const name of ["tekst", "word", "toem"]) find(`[data-${name}]`).disabled = !found;
  const document = asText(documentOf(proposals, kept.by, file));
  offer("mail", file.mail && found, () => mailOf(document, file));
  offer("sag", file.repository && found, () => issueOf(document, proposals, kept.by, file));
}

function offer(name, there, make) {
  const link = find(`[data-${name}]`);
  link.hidden = !there;
  if (there) [link.href, link.shortened] = make();
}

function shown(whole, proposal, number) {
  const resumed = page.button(file.words.ret, () => resume(proposal), number);
  const removed = page.button(file.words.fjern, () => remove(proposal), number);
  const paragraphs = paragraphsOf(whole, file).map((each) => asParagraph(each, text.lang));
  const made = asElement("li", ...paragraphs, asElement("p", resumed, " ", removed));
  if (proposal === current) made.setAttribute("aria-current", "true");
  return made;
}

function resume(proposal) {
  edit(proposal);
  text.focus();
}

/** As formatted text and as plain: by the clipboard, or where browsers have none by what is heard of a copying. */
function copyFormatted() {
  const kinds = { "text/plain": asText(whole()), "text/html": asHtml(whole(), text.lang) };
  const each = Object.entries(kinds);
  const asBoth = () => {
    const blobs = each.map(([type, content]) => [type, new Blob([content], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  };
  const listening = (field) => {
    field.addEventListener("copy", (event) => {
      event.preventDefault();
      for (const [type, content] of each) event.clipboardData.setData(type, content);
    });
  };
  page.copy(kinds["text/plain"], asBoth, (plain) => page.byHand(plain, listening));
}

function copyWhereShortened({ currentTarget }) {
  if (currentTarget.shortened) page.copy(asText(whole()));
}
