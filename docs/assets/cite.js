// Copying: the link to a heading, a reference, and of text that is selected a quotation or a link to the passage.
// The links and the references stand on the page without this; its words are the script element's data attributes.
const words = document.getElementById("cite").dataset;
const TOOLS = ".henvis, .citer"; // stand in the text but are not of it
const article = document.querySelector("article") ?? document.querySelector("main");
const status = make("p", { className: "js besked", role: "status" });
const toolbar = make("div", { className: "js vaerktoej", role: "toolbar", ariaLabel: words.vaerktoej, hidden: true });
let selected = null;
let waiting = 0;

document.body.append(status);
toolbar.append(button(words.citat, () => copy(quotation(selected))));
toolbar.append(button(words.sted, () => copy(placeOf(selected))));
toolbar.addEventListener("pointerdown", (event) => event.preventDefault()); // the text stays selected

for (const link of document.querySelectorAll("a.kopier")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    copy(link.href);
  });
}
for (const text of document.querySelectorAll(".apa")) {
  text.append(" ", button(words.kopier, () => copy(sourceOf(text) + text.querySelector("a").href)));
}
for (const link of document.querySelectorAll(".formater a")) {
  const name = `${words.kopier} ${link.textContent}`;
  link.after(" ", button(words.kopier, () => copy(fetch(link.href).then((file) => file.text())), name));
}
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 250);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") toolbar.hidden = true;
});

/** Shows the toolbar while text of the page is selected; in the order of the keyboard it comes after that text. */
function offer() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const text = String(selection).trim();
  if (toolbar.contains(document.activeElement) && !text) return;
  toolbar.hidden = !text || !article?.contains(range.commonAncestorContainer) || made(range.startContainer);
  if (toolbar.hidden) return;
  if (!toolbar.isConnected || !selected || selected.range.endContainer !== range.endContainer) after(range.endContainer);
  selected = { range: range.cloneRange() };
  say(`${words.vaerktoej}: ${words.citat}, ${words.sted}`, true);
}

function after(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  (element.closest("p, ul, ol, table, figure, h1, h2, h3, h4") ?? element).after(toolbar);
}

function made(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(`${TOOLS}, .js`);
}

function headingOf({ range }) {
  const before = (heading) => range.comparePoint(heading, 0) < 0 || heading.contains(range.startContainer);
  return [...article.querySelectorAll(":is(h1, h2, h3, h4)[id]")].findLast(before);
}

async function placeOf(chosen) {
  const { fragment } = await fragments();
  return `${location.origin}${location.pathname}#${headingOf(chosen)?.id ?? ""}:~:${fragment(chosen.range)}`;
}

/** The module that finds passages: fetched by those who need it. */
function fragments() {
  return import(new URL(words.fragment, document.baseURI));
}

/** The passage in quotation marks, its source, and the link to it. */
async function quotation(chosen) {
  const own = `.apa[lang="${document.documentElement.lang}"]`;
  const heading = headingOf(chosen)?.nextElementSibling;
  const source = heading?.querySelector(own) ?? document.querySelector(`.citer ${own}`);
  const { textOf } = await fragments();
  const text = textOf(chosen.range, TOOLS);
  const place = await placeOf(chosen);
  return `${words.anfoersel.replace("{tekst}", () => text)}\n${source ? sourceOf(source) : ""}${place}`;
}

/** A reference without its address. */
function sourceOf(reference) {
  const parts = [...reference.childNodes];
  return parts.slice(0, parts.indexOf(reference.querySelector("a"))).map((part) => part.textContent).join("");
}

/** Puts text, or what is promised to become text, on the clipboard, and says so. */
async function copy(text) {
  try {
    if (navigator.clipboard) {
      const blob = Promise.resolve(text).then((content) => new Blob([content], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    } else if (!copyByHand(await text)) throw new Error("not allowed");
    say(words.kopieret);
  } catch {
    say(words.kunneIkke);
  }
}

/** For addresses without https, where browsers have no clipboard. */
function copyByHand(text) {
  const field = make("textarea", { className: "js usynlig", value: text });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function say(text, quietly = false) {
  status.classList.toggle("usynlig", quietly);
  status.textContent = text;
  clearTimeout(say.end);
  say.end = setTimeout(() => (status.textContent = ""), 4000);
}

function button(text, action, name = "") {
  const made = make("button", { className: "js", type: "button", textContent: text });
  if (name) made.ariaLabel = name;
  made.addEventListener("click", action);
  return made;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
