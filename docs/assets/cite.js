// Copying: the link to a heading, a reference, and of text that is selected a quotation or a link to the passage. And the
// way to the dialog in which a change of the text can be proposed (amend.js).
// The links and the references stand on the page without this; its words are the script element's data attributes.
// A click's permission to copy does not last until something has been fetched: nothing is offered before it is at hand.
const words = document.getElementById("site").dataset;
const TOOLS = ".henvis, .citer, .foreslaa"; // stand in the text but are not of it
const article = document.querySelector("article") ?? document.querySelector("main");
const status = make("p", { class: "js besked", role: "status" });
const lent = { button, byHand, copy, say, status, tools: TOOLS }; // to the dialog for proposals
const toolbar = make("div", { class: "js vaerktoej", role: "group", "aria-label": words.vaerktoej });
let passages; // fragment.js, once it is here; null where it cannot be had
let selected = null;
let waiting = 0;

toolbar.hidden = true;
document.body.append(status);
toolbar.append(button(words.citat, () => copy(quotation(selected))));
toolbar.append(button(words.sted, () => copy(placeOf(selected))));
toolbar.addEventListener("pointerdown", (event) => event.preventDefault()); // the text stays selected

for (const link of document.querySelectorAll("a.kopier")) onClick(link, () => copy(link.href));
for (const text of document.querySelectorAll(".apa")) {
  text.append(" ", button(words.kopier, () => copy(sourceOf(text) + text.querySelector("a").href), text.dataset.navn));
}
for (const link of document.querySelectorAll(".formater a")) addFileButton(link);
if (words.forslag) {
  const choice = button(words.foreslaa, () => propose(headingOf(selected)?.id, choice, selected));
  toolbar.append(choice);
  offerProposals();
}
if (location.search.includes("ord=")) {
  const told = import(new URL(words.borte, document.baseURI)).then(({ tell }) => tell(article, TOOLS));
  told.catch(() => {}); // the section is found all the same; so too when the reader has left before it came
}
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 250);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") toolbar.hidden = true;
});

/** The file is fetched when its list is unfolded. */
function addFileButton(link) {
  const name = link.getAttribute("aria-label");
  link.closest("details").addEventListener("toggle", async () => {
    const content = await fetch(link.href).then((file) => file.text()).catch(() => null);
    if (content && !link.nextElementSibling) link.after(" ", button(words.kopier, () => copy(content), name));
  });
}

/** Shows the tools while text of the page is selected; in the order of the keyboard it comes after that text. */
function offer() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const text = String(selection).trim();
  const before = toolbar.hidden;
  if (toolbar.contains(document.activeElement) && !text) return;
  toolbar.hidden = !text || !article?.contains(range.commonAncestorContainer) || made(range.startContainer);
  if (toolbar.hidden) return;
  if (passages === undefined) {
    toolbar.hidden = true;
    fetchPassages().then(offer);
    return;
  }
  if (!toolbar.isConnected || !selected || selected.endContainer !== range.endContainer) after(range.endContainer);
  selected = range.cloneRange();
  const choices = [...toolbar.children].map(({ textContent }) => textContent);
  if (before) say(`${words.vaerktoej}: ${choices.join(", ")}`, true);
}

function after(node) {
  const element = elementOf(node);
  const block = element.closest("p, ul, ol, table, figure, h1, h2, h3, h4") ?? element;
  const tools = block.nextElementSibling;
  (tools?.matches(".henvis") ? tools : block).after(toolbar);
}

/** Instead of following a link, unless it is to be opened elsewhere. */
function onClick(element, action) {
  element.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    action();
  });
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

function made(node) {
  return elementOf(node).closest(`${TOOLS}, .js`);
}

/** The module that finds passages: fetched by those who need it. */
async function fetchPassages() {
  passages = await import(new URL(words.fragment, document.baseURI)).catch(() => null);
}

function headingOf(range) {
  const before = (heading) => range.comparePoint(heading, 0) < 0 || heading.contains(range.startContainer);
  return [...article.querySelectorAll(":is(h1, h2, h3, h4)[id]")].findLast(before);
}

/** The link to the passage, by which it is found also when it is gone; to its section where passages cannot be found. */
function placeOf(range) {
  const [page, section] = [`${location.origin}${location.pathname}`, `#${headingOf(range)?.id ?? ""}`];
  if (!passages) return page + section;
  const { directive, named } = passages.fragment(range);
  return `${page}?ord=${passages.markOf(named)}${section}:~:${directive}`;
}

/** The choice stands at each section and at the foot of the page. */
function offerProposals() {
  for (const tools of document.querySelectorAll(".henvis > div")) {
    offerProposal(tools.parentElement.previousElementSibling, tools, (place) => tools.append(place));
  }
  const foot = document.querySelector(".citer");
  offerProposal(article.querySelector("h1"), article, (place) => foot.before(place));
}

/** A link that is there leads on without scripts. */
function offerProposal(heading, around, put) {
  let place = around.querySelector(":scope > .foreslaa");
  if (!place) {
    place = make("p", { class: "foreslaa" });
    place.append(button(words.foreslaa, () => {}));
    put(place);
  }
  const opener = place.firstElementChild;
  opener.setAttribute("aria-label", `${words.foreslaa}: ${heading.textContent}`);
  onClick(opener, () => propose(heading.id, opener));
}

function propose(section, opener, range = null) {
  const opened = import(new URL(words.forslag, document.baseURI)).then(({ open }) => open(section, lent, opener, range));
  opened.catch(() => say(document.getElementById("soeg").dataset.fejl));
}

/** The passage in quotation marks, its source, and the link to it. */
function quotation(range) {
  const own = `.apa[lang="${document.documentElement.lang}"]`;
  const source = headingOf(range)?.nextElementSibling?.querySelector(own) ?? document.querySelector(`.citer ${own}`);
  const text = passages ? passages.textOf(range, TOOLS) : String(range);
  const inside = text.replace(/[“”]/g, (mark) => ({ "“": "‘", "”": "’" })[mark]); // quotation marks within quotation marks
  return `${words.anfoersel.replace("{tekst}", () => inside)}\n${source ? sourceOf(source) : ""}${placeOf(range)}`;
}

/** A reference without its address. */
function sourceOf(reference) {
  const parts = [...reference.childNodes];
  return parts.slice(0, parts.indexOf(reference.querySelector("a"))).map((part) => part.textContent).join("");
}

/** Puts text on the clipboard by the first way the browser has, and says so; by others before these, if they are given. */
async function copy(text, ...ways) {
  for (const way of [...ways, asText, byHand]) {
    try {
      await way(text);
      return say(words.kopieret);
    } catch {
      // the next way; one that is not there throws at once, while the click's permission lasts
    }
  }
  say(words.kunneIkke);
}

function asText(text) {
  return navigator.clipboard.writeText(text);
}

/** For addresses without https, where browsers have no clipboard: what was focused and selected is so again. */
function byHand(text, prepared = () => {}) {
  const [focused, selection] = [document.activeElement, getSelection()];
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const field = make("textarea", { class: "usynlig", readonly: "" });
  field.value = text;
  prepared(field);
  status.before(field); // in the dialog that is open, where there is one: nothing else can be selected
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (range) selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  focused?.focus({ preventScroll: true });
  if (!done) throw new Error("not allowed");
}

function say(text, quietly = false) {
  status.classList.toggle("usynlig", quietly);
  status.textContent = text;
  clearTimeout(say.end);
  say.end = setTimeout(() => (status.textContent = ""), 4000);
}

function button(text, action, name = "") {
  const made = make("button", { class: "js", type: "button", ...(name && { "aria-label": `${text} ${name}` }) });
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

/** Attributes, not properties: older browsers know none of the properties for ARIA. */
function make(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
