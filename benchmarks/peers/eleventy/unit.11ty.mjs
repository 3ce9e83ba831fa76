import { escape, list, page } from "./_includes/page.mjs";

export const data = {
  pagination: { data: "collections.disclosures", size: 1, alias: "own" },
  permalink: ({ own }) => `${own.data.address.split("/")[0]}/index.html`,
};

export function render({ own }) {
  const duties = own.data.duties.map((duty) => `\n<li>${escape(duty)}</li>`).join("");
  return page(
    own.data.unit,
    `${list([{ url: own.url, title: own.data.title }])}
<h2>主要职责</h2>
<ol>${duties}
</ol>`,
  );
}
