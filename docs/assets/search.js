// Search: the button, `/` or Ctrl-K opens the dialog. Nothing of the index is fetched before that.
const MOST = 12; // results shown
const RANKING = { termSimilarity: 9, pageLength: 0.75 }; // the very word before longer ones that begin like it
const root = new URL("../", import.meta.url); // the site may lie below any path
const opener = document.querySelector(".soegeknap");
const dialog = document.getElementById("soeg");
const input = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");
let engine;

function load() {
  engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
    await pagefind.options({ noWorker: true, excerptLength: 24, ranking: RANKING });
    await pagefind.init();
    return pagefind;
  });
  return engine;
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  load().catch(failed);
}

function failed() {
  engine = undefined; // the next try starts afresh
  show([], dialog.dataset.fejl);
}

// The index has Danish letters as they are typed where there are none («loen»), tied together, and compounds with
// hyphens between their parts («ledelses-rum»), each after an invisible mark. See hooks/paper/downloads/search.py.
const DIGRAPHS = { æ: "ae", ø: "oe", å: "aa" };
const LETTERS = { ae: "æ", oe: "ø", aa: "å", Ae: "Æ", Oe: "Ø", Aa: "Å" };

function asIndexed(words) {
  return words.normalize("NFC").toLowerCase().replace(/[æøå]/g, (letter) => DIGRAPHS[letter]);
}

function asWritten(text) {
  return text.replaceAll("\u2060-", "").replace(/([ao])\u0361([ae])/gi, (tied, one, two) => LETTERS[one + two]);
}

async function search() {
  const words = input.value.trim();
  if (!words) return show([], "");
  const pagefind = await load();
  const found = await pagefind.debouncedSearch(asIndexed(words), {}, 120);
  const sections = await Promise.all(found?.results.slice(0, MOST).map((result) => result.data()) ?? []);
  if (!found || words !== input.value.trim()) return; // more has been typed since
  show(sections, told(sections.length, found.results.length));
}

function told(shown, all) {
  const { intet, et, flere, mange } = dialog.dataset;
  const words = shown < all ? mange : ([intet, et][shown] ?? flere);
  return words.replace("{antal}", shown).replace("{alle}", all);
}

function show(sections, message) {
  status.textContent = message;
  list.replaceChildren(...sections.map(item));
}

function item(section) {
  const link = document.createElement("a");
  const { title, page, place } = section.meta;
  link.href = root.pathname + paragraph(place, section);
  link.dataset.afsnit = place;
  link.append(part("strong", asWritten(title)));
  if (page !== asWritten(title)) link.append(part("small", page));
  const excerpt = part("span", "");
  excerpt.innerHTML = asWritten(section.excerpt); // Pagefind has escaped the text and marked the words
  link.append(excerpt);
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

// The address of the paragraph with an id in which, or after which, the best match stands.
function paragraph(place, { anchors, weighted_locations: matches }) {
  const best = matches.reduce((one, other) => (other.balanced_score > one.balanced_score ? other : one), matches[0]);
  const anchor = anchors.findLast(({ location }) => location <= (best?.location ?? 0));
  return anchor ? place.replace(/#.*/, `#${anchor.id}`) : place;
}

function move(event) {
  const stops = [input, ...list.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    stops[Math.max(0, stops.indexOf(document.activeElement) + step)]?.focus();
  } else if (event.key === "Enter" && event.target === input) {
    stops[1]?.click();
  }
}

function shortcut(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    open();
  }
}

opener.hidden = false;
opener.addEventListener("click", open);
document.addEventListener("keydown", shortcut);
dialog.addEventListener("keydown", move);
input.addEventListener("input", () => search().catch(failed));
// Beside the dialog, its button, and any result, which may stand on this very page, close it.
dialog.addEventListener("click", ({ target }) => (target === dialog || target.closest("button, a")) && dialog.close());
