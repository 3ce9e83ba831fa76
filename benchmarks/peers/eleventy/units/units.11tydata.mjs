export default {
  layout: "disclosure.11ty.mjs",
  permalink: (data) => `${data.address}/index.html`,
  tags: "disclosures",
};
