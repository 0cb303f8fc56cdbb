// A link to a passage: the text fragment (`text=…`) with which a browser finds and marks it in the page.
// https://wicg.github.io/scroll-to-text-fragment: matches are whole words, and only a pair of ends may cross blocks.

const LONG = 120; // characters; a longer passage is named by its first and last words
const MADE = "script, style, noscript, .js"; // no text of the page as it is when the link is opened

/** The directive for a range, with as much of the text around it as makes the match the right one; and all it names. */
export function fragment(range) {
  const { text, start, end } = wholeWords(flatten(range, MADE));
  const passage = text.slice(start, end);
  const whole = isShort(passage);
  for (let around = 0; around <= 20; around += around < 4 ? 1 : 4) {
    for (const ends of whole ? [0] : [3, 5, 8]) {
      const parts = {
        before: words(text.slice(0, start).trimEnd().split("\n").at(-1), around ? -around : Infinity),
        ...(whole ? { first: passage } : endsOf(passage, ends)),
        after: words(text.slice(end).trimStart().split("\n")[0], 0, around),
      };
      if (finds(parts, text, start, end)) {
        return { directive: directive(parts), named: [parts.before, passage, parts.after].join(" ") };
      }
    }
  }
  return { directive: directive(whole ? { first: passage } : endsOf(passage, 8)), named: passage };
}

/** The same for words that stand in the text, of a place that is not on this page. */
export function fragmentOf(words) {
  const text = words.replace(/[\s\p{P}]+$/u, ""); // programs that find addresses in texts leave out what ends them
  return directive(isShort(text) ? { first: text } : endsOf(text, 5));
}

/** What tells these words from others, to be looked for when the link is opened: how many there are, and their hash. */
export function markOf(text) {
  const all = wordsIn(text);
  return `${all.length}.${hash(all)}`;
}

/** The words in the text that the mark was made of, as they stand in it; nothing where they are not there. */
export function marked(mark, text) {
  const [count, wanted] = mark.split(".");
  const all = wordsIn(text);
  const at = all.findIndex((_, i) => i + +count <= all.length && hash(all.slice(i, i + +count)) === wanted);
  if (at < 0 || !+count) return "";
  const last = all[at + +count - 1];
  return text.slice(all[at].index, last.index + last[0].length);
}

function wordsIn(text) {
  return [...text.normalize("NFC").matchAll(/[\p{L}\p{N}]+/gu)];
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(words) {
  let value = 0x811c9dc5;
  for (const letter of words.join(" ").toLowerCase()) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193);
  return (value >>> 0).toString(36);
}

/** The words of a range, blocks on lines of their own, without what stands in elements that match `but`. */
export function textOf(range, but) {
  const { text, start, end } = flatten(range, `${MADE}, ${but}`);
  return text.slice(start, end);
}

/** All of an element's words, likewise. */
export function textIn(element, but) {
  const all = document.createRange();
  all.selectNodeContents(element);
  return textOf(all, but);
}

function isShort(passage) {
  return passage.length <= LONG && !passage.includes("\n");
}

function words(text, from, to) {
  return text.split(" ").filter(Boolean).slice(from, to).join(" ");
}

function endsOf(passage, count) {
  const lines = passage.split("\n");
  const most = lines.length > 1 ? count : Math.min(count, Math.floor(passage.split(" ").length / 2));
  return most ? { first: words(lines[0], 0, most), last: words(lines.at(-1), -most) } : { first: passage };
}

function directive({ before, first, last, after }) {
  const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  const parts = [before && `${encode(before)}-`, encode(first), last && encode(last), after && `-${encode(after)}`];
  return `text=${parts.filter(Boolean).join(",")}`;
}

/** Whether the first match in the text is the passage from `start` to `end`. (Safari 16 knows no lookbehind.) */
function finds({ before, first, last, after }, text, start, end) {
  const exactly = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const passage = exactly(first) + (last ? `[^]*?${exactly(last)}` : "");
  const lead = `(^|[^\\p{L}\\p{N}])(${before ? `${exactly(before)}\\s+` : ""})`;
  const tail = `${after ? `\\s+${exactly(after)}` : ""}(?![\\p{L}\\p{N}])`;
  const found = new RegExp(`${lead}(${passage})${tail}`, "iu").exec(text);
  const from = found ? found.index + found[1].length + found[2].length : -1;
  return from === start && from + found[3].length === end;
}

/** The text of the page, blocks on lines of their own, and where in it the range begins and ends. */
function flatten(range, but) {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let [text, start, end, block] = ["", -1, -1, null];
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.parentElement.closest(but)) continue;
    if (node.data.trim() && block !== (block = blockOf(node))) text = `${text.trimEnd()}\n`;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    const chosen = range.intersectsNode(node);
    for (let i = 0; i < node.length; i++) {
      const blank = /\s/.test(node.data[i]);
      if (blank && /\s$/.test(text)) continue;
      if (chosen && !blank && i >= from && i < to) [start, end] = [start < 0 ? text.length : start, text.length + 1];
      text += blank ? " " : node.data[i];
    }
  }
  return { text, start, end };
}

function wholeWords({ text, start, end }) {
  while (/\S/.test(text[start - 1] ?? " ")) start--;
  while (/\S/.test(text[end] ?? " ")) end++;
  return { text, start, end };
}

/** The box whose text a browser reads in one go; an inline-block is one too. */
function blockOf(node) {
  let element = node.parentElement;
  while (/^(inline|contents)$/.test(getComputedStyle(element).display)) element = element.parentElement;
  return element;
}
