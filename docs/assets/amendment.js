// What a proposal says: where the text that is proposed differs from the text as it stands, told as amendments are.
// Passages are compared first, then the sentences of those that differ, then the words of those.

const LEAST = 0.4; // how alike two passages or sentences are, of 1, that are one and the same before and after
const WORD = /[\p{L}\p{M}\p{N}]+(?:[-.,:/’'][\p{L}\p{M}\p{N}]+)*|\p{P}|[^\s\p{L}\p{M}\p{N}\p{P}]+/gu;
const END = /[.?!…][”“’"')\]]*\s+(?=[”“"'([]*[\p{Lu}\d])/gu;
const NO_END = /(?:^|[\s(”“"])(?:bl\.a|f\.eks|dvs|ca|hhv|evt|inkl|ekskl|jf|nr|pct|pr|kl|stk|\d{1,2})\.\s*$/iu;
const BULLET = /^[•*–-]\s+/;

/**
 * What is changed, struck and added: each with what is said of it, the words before, and for a change what differs.
 * What is said is runs of [kind, words]: a «span» is the paper's words, or what they are to be. Each of `passages` has its
 * place, its text and whether it is a point of a list; `text` is what they are to be, as the field has it.
 */
export function changes(passages, text, words) {
  const proposed = passagesOf(text);
  const pairs = together(passages, proposed, (one, other) => likeness(one.text, other.text));
  const said = [];
  pairs.forEach(([before, after], at) => {
    if (before && after) said.push(...changesWithin(before, after.text, words));
    else if (before) said.push(change(before.place, words.udgaar, { citat: quoted(before.text, words) }, before.text));
    else said.push(addition(pairs, at, words));
  });
  return said;
}

/** The text of passages as one field shows it: a line between them, and points of a list close, with a bullet. */
export function asField(passages) {
  const between = (i) => (passages[i].point && passages[i - 1].point ? "\n" : "\n\n");
  return passages.map(({ text, point }, i) => (i ? between(i) : "") + (point ? `• ${text}` : text)).join("");
}

function passagesOf(text) {
  const lines = text.normalize("NFC").split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).map((line) => ({ text: line.replace(BULLET, ""), point: BULLET.test(line) }));
}

function changesWithin({ place, text }, proposed, words) {
  if (text === proposed) return [];
  const sentencesNow = sentences(text);
  const pairs = together(sentencesNow, sentences(proposed), likeness);
  const said = [];
  let number = 0;
  pairs.forEach(([before, after], at) => {
    if (before) number++;
    const where = sentencesNow.length > 1 ? `${place}, ${fill(words.punktum, { nummer: number })}` : place;
    if (before && after) {
      if (before !== after) said.push(replacement(where, before, after, words));
    } else if (before) {
      said.push(change(where, words.udgaar, { citat: quoted(before, words) }, before));
    } else {
      said.push(addition(pairs.map(asPassages), at, words, place));
    }
  });
  return said;
}

function replacement(place, before, after, words) {
  const said = { citat: quoted(before, words), nyt: quoted(after, words) };
  return change(place, words.aendres, said, before, pieces(before, after));
}

/** What is new comes after what stands before it, or before the first; a whole passage is said to be a new one. */
function addition(pairs, at, words, within = "") {
  const next = pairs.slice(at).find(([before]) => before)?.[0];
  const beside = pairs.slice(0, at).findLast(([before]) => before)?.[0] ?? next;
  const after = pairs[at][1];
  const kind = within ? "" : after.point ? "_punkt" : "_afsnit";
  const said = { citat: quoted(shortened(beside.text), words), nyt: quoted(after.text, words) };
  return change(within || beside.place, words[(beside === next ? "foer" : "efter") + kind], said, beside.text);
}

const asPassages = ([before, after]) => [before && { text: before }, after && { text: after }];

function change(place, sentence, parts, before, differing = null) {
  const said = [["", `${place}: `], ...runs(sentence[0].toUpperCase() + sentence.slice(1), parts)];
  return { said: ended(said.at(-1)[1]) ? said : [...said, ["", "."]], before, differing };
}

function runs(sentence, parts) {
  const found = sentence.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? ["span", parts[part]] : ["", part]));
  return found.filter(([, words]) => words);
}

export function ended(text) {
  return /[.?!…][”“’»«"')]*$/.test(text);
}

export function fill(text, parts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
}

/** In quotation marks; in others where the text has such marks itself: not one of its signs is another. */
export function quoted(text, words) {
  return fill(quotation(text, words), { tekst: text });
}

export function quotation(text, words) {
  return /[”“"]/.test(text) ? words.anfoersel_om : words.anfoersel;
}

function shortened(text) {
  const parts = text.split(" ");
  return parts.length > 12 ? `${parts.slice(0, 5).join(" ")} … ${parts.slice(-3).join(" ")}` : text;
}

/** The text's sentences; one that ends inside a quotation goes on to the quotation's end. */
export function sentences(text) {
  const found = [];
  let start = 0;
  for (const end of text.matchAll(END)) {
    const stop = end.index + end[0].length;
    const sentence = text.slice(start, stop);
    if (NO_END.test(sentence) || (sentence.match(/[”“"]/g) ?? []).length % 2) continue;
    found.push(sentence.trim());
    start = stop;
  }
  return [...found, text.slice(start).trim()].filter(Boolean);
}

/** What the words of two texts are: the same, inserted or deleted, as [kind, words]; an insertion before its deletion. */
export function pieces(before, after) {
  const found = [];
  const run = { ins: "", del: "" };
  const add = (kind, words) => {
    if (!words) return;
    if (found.at(-1)?.[0] === kind) found.at(-1)[1] += words;
    else found.push([kind, words]);
  };
  const flush = () => {
    if (run.ins && /^\S/.test(run.del)) run.del = ` ${run.del}`;
    for (const kind of ["ins", "del"]) {
      const words = run[kind].trimStart();
      add("", run[kind].slice(0, run[kind].length - words.length));
      add(kind, words);
      run[kind] = "";
    }
  };
  for (const [old, now] of aligned(tokens(before), tokens(after), (one, other) => (one.word === other.word ? 1 : 0))) {
    if (old && now) {
      flush();
      add("", now.space + now.word);
    } else if (old) run.del += old.space + old.word;
    else run.ins += now.space + now.word;
  }
  flush();
  return found;
}

function tokens(text) {
  let end = 0;
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const space = text.slice(end, index);
    end = index + word.length;
    return { space, word };
  });
}

/** How large a share of their words two texts have in common, of 1; none where it is too small to tell of a change. */
function likeness(one, other) {
  if (one === other) return 1;
  const [before, after] = [tokens(one), tokens(other)];
  const left = new Map();
  for (const { word } of before) left.set(word, (left.get(word) ?? 0) + 1);
  const same = after.filter(({ word }) => left.get(word) && left.set(word, left.get(word) - 1)).length;
  const share = (2 * same) / (before.length + after.length);
  return share > LEAST ? share : 0;
}

/** As `aligned`, and what is gone and what is new at one place are, one by one, a change. */
function together(before, after, alike) {
  const found = [];
  let [gone, added] = [[], []];
  const flush = () => {
    const both = Math.min(gone.length, added.length);
    for (let i = 0; i < both; i++) found.push([gone[i], added[i]]);
    found.push(...gone.slice(both).map((old) => [old, undefined]), ...added.slice(both).map((now) => [undefined, now]));
    [gone, added] = [[], []];
  };
  for (const [old, now] of aligned(before, after, alike)) {
    if (old && now) {
      flush();
      found.push([old, now]);
    } else if (old) gone.push(old);
    else added.push(now);
  }
  flush();
  return found;
}

/** Two lists laid beside each other, in order, so that as much as can be stands with its like: pairs, half of some empty. */
function aligned(before, after, alike) {
  const width = after.length + 1;
  const likes = new Float64Array(before.length * width);
  const best = new Float64Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * width + j;
      likes[at] = alike(before[i], after[j]);
      best[at] = Math.max(best[at + width], best[at + 1], likes[at] && likes[at] + best[at + width + 1]);
    }
  }
  const pairs = [];
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    const at = i * width + j;
    const both = i < before.length && j < after.length && likes[at];
    if (both && best[at] === likes[at] + best[at + width + 1]) pairs.push([before[i++], after[j++]]);
    else if (j >= after.length || (i < before.length && best[at + width] >= best[at + 1])) pairs.push([before[i++], undefined]);
    else pairs.push([undefined, after[j++]]);
  }
  return pairs;
}
