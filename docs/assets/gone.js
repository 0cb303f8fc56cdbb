// A link to a passage carries the passage's mark (`?ord=…`): where its words are gone, the page says in which edition they
// stand. Browsers keep the other way to name them, the text fragment, from scripts.
import { fragmentOf, marked, textIn } from "./fragment.js";

const MARKS = /\n\s*(?:(?:[#>|-]+|\d+\.|\[\d+\]) )*/g; // what stands before headings and items in an edition's record
const root = new URL("../", import.meta.url); // the site may lie below any path

/** Says so at the section that the link leads to, unless its words stand in the article; `but` are tools in it. */
export async function tell(article, but) {
  const mark = new URLSearchParams(location.search).get("ord");
  if (!mark || marked(mark, textIn(article, but))) return;
  const answer = await fetch(new URL(`forslag/${document.documentElement.lang}.json`, root));
  const file = await answer.json();
  const title = article.querySelector("h1");
  const heading = document.getElementById(location.hash.slice(1).split(":~:")[0]) ?? title;
  const link = await linkToEdition(mark, heading === title ? "" : heading.id, file);
  const line = document.createElement("p");
  line.className = "js aendret";
  line.setAttribute("role", "status");
  (heading.nextElementSibling?.matches(".henvis") ? heading.nextElementSibling : heading).after(line);
  line.append(file.words.borte, " ", link);
}

/** To the same place in the newest edition in which the words stand; nothing where there is none. */
async function linkToEdition(mark, section, { editions, words }) {
  for (const edition of editions.reverse()) {
    const record = await fetch(new URL(`udgaver/${edition}.txt`, root)).then((file) => file.text()).catch(() => "");
    const found = marked(mark, record).replace(MARKS, "\n");
    if (!found) continue;
    const link = document.createElement("a");
    link.href = new URL(`udgaver/${edition}/#${placeOf(section)}:~:${fragmentOf(found)}`, root);
    link.textContent = words.i_udgaven.replace("{udgave}", edition);
    return link;
  }
  return "";
}

/** The id that a section of this page has on a page that holds all of the paper, as «Hele oplægget» does itself. */
function placeOf(section) {
  if (document.querySelector(".kapitel")) return section;
  const page = location.pathname.slice(root.pathname.length, -1).replaceAll("/", ".");
  return section ? `${page}--${section}` : page;
}
