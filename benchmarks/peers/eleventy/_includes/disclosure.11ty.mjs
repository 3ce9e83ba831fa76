import { escape, page } from "./page.mjs";

const spans = ({ rows, columns }) =>
  (rows ? ` rowspan="${rows}"` : "") + (columns ? ` colspan="${columns}"` : "");

const cell = (own) =>
  own.name
    ? `\n<th scope="row"${spans(own)}>${escape(own.text)}</th>`
    : `\n<td${spans(own)}>${escape(own.text)}</td>`;

const text = (own, names) =>
  names ? `\n<th scope="row">${escape(own)}</th>` : `\n<td>${escape(own)}</td>`;

function row({ level, texts, cells }, names) {
  let html = level ? `\n<tr class="${level}">` : "\n<tr>";
  if (texts) for (let place = 0; place < texts.length; place++) html += text(texts[place], names[place]);
  else for (const own of cells) html += cell(own);
  return html + "\n</tr>";
}

const title = (own) =>
  `\n<th scope="${own.scope}"${spans(own)} class="${own.class}">${escape(own.text)}</th>`;

const drawn = new Map();

// The units of one form share the heads of their tables.
function head(name, heads) {
  if (!name) return "";
  if (!drawn.has(name)) {
    const { rows, index } = heads[name];
    const titles = rows.map((own) => `\n<tr>${own.map(title).join("")}\n</tr>`).join("");
    const numbers = index.length ? `\n<tr class="index">${index.map((own) => `<td>${escape(own)}</td>`).join("")}</tr>` : "";
    drawn.set(name, `<thead>${titles}${numbers}\n</thead>`);
  }
  return drawn.get(name);
}

const table = (part, heads) => `
<div class="scroll">
<table>
<caption>${escape(part.caption)}</caption>
${head(part.head, heads)}
<tbody>${part.rows.map((own) => row(own, part.names)).join("")}
</tbody>
</table>
</div>`;

const sheet = (own, heads) => `
<section class="sheet" id="${own.slug}" aria-labelledby="${own.slug}-title">
<h3 class="sheet-title" id="${own.slug}-title">${escape(own.title)}</h3>
<p class="sheet-head">${own.above.map((line) => `<span>${escape(line)}</span>`).join("")}</p>${own.parts.map((part) => table(part, heads)).join("")}
${own.below.map((note) => `<p class="sheet-note">${escape(note)}</p>`).join("\n")}
</section>`;

export function render({ title, facts, sheets, heads, content }) {
  const known = facts.map(([label, said]) => `\n<div><dt>${escape(label)}</dt><dd>${escape(said)}</dd></div>`).join("");
  return page(
    title,
    `<dl class="facts">${known}
</dl>${sheets.map((own) => sheet(own, heads)).join("")}
<section class="narrative" aria-label="情况说明">
${content}
</section>`,
  );
}
