import { list, page } from "./_includes/page.mjs";

export const data = { permalink: "index.html" };

export function render({ collections }) {
  const units = collections.disclosures.map(({ data }) => ({ url: `/${data.address.split("/")[0]}/`, title: data.unit }));
  return page("示例县预算公开（演示）", list(units));
}
