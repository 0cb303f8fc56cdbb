// Search: the button or Ctrl-K opens the dialog. Nothing of the index is fetched before that.
const MOST = 12; // results shown
// The very word before longer ones that begin like it, and the letters as they are typed before those without accents.
// Titles count as text alone: as metadata, «MUS» would find every title with «must».
const UNRANKED = { title: 0, page: 0, place: 0 };
const RANKING = { termSimilarity: 9, pageLength: 0.5, diacriticSimilarity: 3, metaWeights: UNRANKED };
const FIRST = 100; // above any score of Pagefind's
const root = new URL("../", import.meta.url); // the site may lie below any path
const opener = document.querySelector(".soegeknap");
const dialog = document.getElementById("soeg");
const input = dialog.querySelector("input");
const status = dialog.querySelector("[role=status]");
const list = dialog.querySelector("ol");
const SMALL = dialog.dataset.smaaord.split(" ");
const PAUSE = 120; // ms without a key before the words are searched for
const MAC = /Mac|iP/.test(navigator.platform);
let engine;
let entered = false; // Enter was pressed: the first hit is followed once it is found

function load() {
  engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
    await pagefind.options({ noWorker: true, excerptLength: 24, ranking: RANKING });
    await pagefind.init();
    return pagefind;
  });
  return engine;
}

function open() {
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
  load().catch(failed);
}

function failed() {
  engine = undefined; // the next try starts afresh
  entered = false;
  show([], dialog.dataset.fejl);
}

// What the index has of the page's words, and besides them, hooks/paper/downloads/spellings.py tells.
const LETTERS = { "a\u0345": "æ", "o\u0345": "ø", "A\u0345": "Æ", "O\u0345": "Ø" };
const UNSEEN = /(\S*)((?: (?:<mark>)?\^\|\S+)+)/g; // a word, and what else it is found by

function asIndexed(words) {
  return words.replace(/æ|ae/g, "a\u0345").replace(/ø|oe/g, "o\u0345").replaceAll("aa", "å");
}

function asWritten(text) {
  const seen = ` ${text}`.replace(UNSEEN, (_, word, unseen) => marked(word, unseen.includes("<mark>")));
  return seen.replaceAll("^|", "").replace(/[ao]\u0345/gi, (letter) => LETTERS[letter]).trim();
}

function marked(word, found) {
  return found && word && !word.startsWith("<mark>") ? `<mark>${word}</mark>` : word;
}

async function search(pause) {
  const words = input.value.trim();
  if (!words) return show([], "");
  const pagefind = await load();
  const found = await find(pagefind, words, pause);
  const sections = await Promise.all(found?.slice(0, MOST).map((result) => result.data()) ?? []);
  if (!found || words !== input.value.trim()) return; // more has been typed since
  show(sections, told(sections.length, found.length));
  if (entered) list.querySelector("a")?.click();
  entered = false;
}

// Without the small words of a question. The sections that have the words as typed, one after the other, come first, then
// those with all of them; where there is none, those with some, rare words before common ones.
async function find(pagefind, typed, pause) {
  const words = typed.normalize("NFC").toLowerCase().replaceAll('"', " ").trim().split(/\s+/);
  const asked = words.filter((word) => !SMALL.includes(word));
  const all = await pagefind.debouncedSearch(asIndexed((asked.length ? asked : words).join(" ")), {}, pause);
  if (!all || words.length === 1) return all?.results;
  const others = [`"${words.join(" ")}"`, ...(all.results.length ? [] : asked)];
  const [phrase, ...each] = await Promise.all(others.map((other) => pagefind.search(asIndexed(other))));
  for (const result of phrase.results) result.score += FIRST;
  return merged([phrase, all, ...each].flatMap(({ results }) => results));
}

function merged(results) {
  const sections = new Map();
  for (const result of results) {
    const before = sections.get(result.id);
    sections.set(result.id, { ...(before ?? result), score: result.score + (before?.score ?? 0) });
  }
  return [...sections.values()].sort((one, other) => other.score - one.score);
}

function told(shown, all) {
  const { intet, et, flere, mange } = dialog.dataset;
  const words = shown < all ? mange : ([intet, et][shown] ?? flere);
  return words.replace("{antal}", shown).replace("{alle}", all);
}

function show(sections, message) {
  const away = list.contains(document.activeElement);
  status.textContent = message;
  list.replaceChildren(...sections.map(item));
  if (away) (list.querySelector("a") ?? input).focus(); // the hit in focus is gone
}

function item(section) {
  const link = document.createElement("a");
  const { page, place } = section.meta;
  const title = asWritten(section.meta.title);
  link.href = root.pathname + paragraph(place, section);
  link.dataset.afsnit = place;
  link.append(part("strong", title));
  if (page !== title) link.append(" ", part("small", page));
  const excerpt = part("span", "");
  excerpt.innerHTML = untitled(asWritten(section.excerpt), title); // Pagefind has escaped the text and marked the words
  link.append(excerpt);
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

// The excerpt without the title that it may begin with: it stands above.
function untitled(excerpt, title) {
  const start = excerpt.split(" ", title.split(" ").length).join(" ");
  return start.replace(/<\/?mark>/g, "").startsWith(title) ? excerpt.slice(start.length) : excerpt;
}

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

// The address of the paragraph with an id in which, or after which, the best match stands.
function paragraph(place, { anchors, weighted_locations: matches }) {
  const best = matches.reduce((one, other) => (other.balanced_score > one.balanced_score ? other : one), matches[0]);
  const anchor = anchors.filter(({ location }) => location <= (best?.location ?? 0)).pop();
  return anchor ? place.replace(/#.*/, `#${anchor.id}`) : place;
}

function move(event) {
  if (event.isComposing || event.keyCode === 229) return; // keys that choose among words yet to be typed
  const stops = [input, ...list.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    stops[Math.max(0, stops.indexOf(document.activeElement) + step)]?.focus();
  } else if (event.key === "Enter" && event.target === input) {
    entered = true;
    search(0).catch(failed);
  }
}

function shortcut(event) {
  const { ctrlKey, metaKey, shiftKey, altKey, target } = event;
  if (event.key?.toLowerCase() !== "k" || ctrlKey === metaKey || shiftKey || altKey) return;
  const other = document.querySelector("dialog[open]:not(#soeg)");
  const deletes = MAC && ctrlKey && target.closest?.("input, textarea, [contenteditable]"); // to the end of the line
  if (other || deletes) return;
  event.preventDefault();
  open();
}

function type() {
  entered = false;
  search(PAUSE).catch(failed);
}

// Beside the dialog, its button, and any result, which may stand on this very page, close it.
function click({ target, ctrlKey, metaKey, shiftKey }) {
  const elsewhere = ctrlKey || metaKey || shiftKey; // opened in another tab or window
  if (target === dialog || target.closest("button") || (target.closest("a") && !elsewhere)) dialog.close();
}

if (dialog.showModal) {
  opener.hidden = false;
  opener.addEventListener("click", open);
  document.addEventListener("keydown", shortcut);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", click);
  dialog.addEventListener("close", () => (entered = false));
  input.addEventListener("input", type);
}
