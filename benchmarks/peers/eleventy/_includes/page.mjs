const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escape = (text) => (/[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ESCAPES[character]) : text);

export const page = (title, main) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="masthead"><p class="masthead-name"><a href="/">示例县预算公开（演示）</a></p></header>
<main id="main">
<h1>${escape(title)}</h1>
${main}
</main>
</body>
</html>
`;

export const list = (pages) =>
  `<ul>${pages.map(({ url, title }) => `\n<li><a href="${url}">${escape(title)}</a></li>`).join("")}\n</ul>`;
