// Search without a server: small scripts hand over their texts by calling gongkai(). Written by site/search/shards.py.
(() => {
  "use strict";
  const PAGE = 10, STEP = 3, ROUNDS = 3, GRAMS = 6;
  const DIGITS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter(c => c !== '"' && c !== "\\");
  const BASE = DIGITS.length / 2;
  const here = document.currentScript;
  const find = name => document.querySelector(`[data-search="${name}"]`);
  const handed = {}, asked = {};
  let start;

  window.gongkai = (name, value) => { handed[name] = value; };

  const load = name => asked[name] ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `data/${name}.js?${here.dataset.version}`;
    script.onload = () => done(handed[name]);
    script.onerror = failed;
    document.head.append(script);
  });

  // Character by character, so that the place of a match in the folded text tells its place in the printed one.
  const folded = text => Array.from(text, c => Array.from(c.normalize("NFKC").toLowerCase()));
  const fold = text => folded(text).flat().join("");

  const numbers = written => {
    const found = [];
    let value = 0, before = 0;
    for (const character of written) {
      const digit = DIGITS.indexOf(character);
      value = value * BASE + digit % BASE;
      if (digit < BASE) { found.push(before += value); value = 0; }
    }
    return found;
  };

  const blocksOf = async gram => {
    const [first, second] = Array.from(gram, c => c.codePointAt(0));
    const lines = (await load(`g${(first * 1009 + second) % start.shards}`)).split("\n");
    return numbers((lines.find(line => line.startsWith(gram)) || gram).slice(gram.length));
  };

  const both = (one, other) => one.filter(number => other.includes(number));
  const kindOf = block => start.firsts.findLastIndex(first => first <= block);

  // Blocks that may have the query: those where a text begins with it, one of each kind, then the others.
  const candidates = async query => {
    const characters = Array.from(query);
    const pairs = [...new Set(characters.slice(1).map((c, n) => characters[n] + c))];
    const triples = [...query.matchAll(/(?=([0-9]{3}))/g)].map(found => "C" + String.fromCharCode(256 + Number(found[1])));
    const rare = [...triples, ...pairs.filter(pair => !start.common.includes(pair) && !/[0-9]{2}/.test(pair))];
    const telling = rare.length ? rare : pairs;
    const sparse = Math.ceil(telling.length / GRAMS);
    const grams = pairs.length ? telling.filter((_, n) => n % sparse === 0) : ["B" + query];
    const [beginning, ...lists] = await Promise.all(["A" + characters[0], ...grams].map(blocksOf));
    const all = lists.reduce(both), likely = both(all, beginning);
    const first = likely.filter((block, n) => !n || kindOf(likely[n - 1]) !== kindOf(block));
    return [...new Set([...first, ...likely, ...all])];
  };

  const rank = (text, query) => {
    const own = fold(text);
    return own === query ? 0 : own.startsWith(query) ? 1 : own.includes(query) ? 2 : 3;
  };

  const placed = (number, units) => {
    const spot = Math.floor(number / units), book = Math.floor(spot / start.anchors.length);
    return { unit: number % units, book, anchor: spot % start.anchors.length };
  };

  // Everything in a block that has the query, one for each place.
  const hits = async (block, query) => {
    const lines = (await load(`b${block}`)).split("\n"), kind = kindOf(block);
    return lines.flatMap((line, n) => {
      const [name, code, rest] = line.split("\t");
      const tier = Math.min(rank(name, query), rank(code, query));
      if (tier > 2) return [];
      const places = kind ? numbers(rest).map(number => placed(number, start.units)) : [{ unit: block * start.in_block + n, book: 0, anchor: 0 }];
      return places.map(place => ({ tier, kind, name, code, ...place }));
    });
  };

  const order = ["tier", "kind", "book", "anchor", "unit"];
  const compare = (one, other) => order.reduce((found, key) => found || one[key] - other[key], 0);

  const element = (tag, text, attributes = {}) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...[text].flat());
    return made;
  };

  // A text with every match marked.
  const marked = (text, query) => {
    const characters = Array.from(text), parts = folded(text), out = [];
    const starts = parts.map((_, n) => parts.slice(0, n).flat().join("").length);
    const own = parts.flat().join("");
    let from = 0;
    for (let at = own.indexOf(query); at >= 0; at = own.indexOf(query, at + query.length)) {
      const first = starts.findLastIndex(start => start <= at), after = starts.findIndex(start => start >= at + query.length);
      const end = after < 0 ? characters.length : after;
      out.push(characters.slice(from, first).join(""), element("mark", characters.slice(first, end).join("")));
      from = end;
    }
    return [...out, characters.slice(from).join("")];
  };

  const item = async (hit, query) => {
    const lines = (await load(`b${Math.floor(hit.unit / start.in_block)}`)).split("\n");
    const [unit, number, address] = lines[hit.unit % start.in_block].split("\t"), slug = address || number;
    const [folder, label] = start.books[hit.book] || [], [anchor, table] = start.anchors[hit.anchor] || [];
    const href = hit.kind ? `../${slug}/${folder}/index.html#${anchor}` : `../${slug}/index.html`;
    const link = element("a", marked(hit.name, query), { href });
    const code = hit.code ? [" ", element("span", marked(hit.code, query), { className: "hit-code" })] : [];
    const tag = [" ", element("span", start.kinds[hit.kind], { className: "tag" })];
    const where = hit.kind ? [element("p", `${unit} › ${label} › ${table}`, { className: "hit-place" })] : [];
    return element("li", [element("p", [link, ...code, ...tag]), ...where]);
  };

  const run = async typed => {
    const query = fold(typed), list = find("list"), said = find("said"), more = find("more");
    start = await load("start");
    const blocks = await candidates(query);
    const waiting = [];
    let count = 0;
    const next = async () => {
      for (let round = 0; round < ROUNDS && waiting.length < PAGE && blocks.length; round++) {
        const own = await Promise.all(blocks.splice(0, STEP).map(block => hits(block, query)));
        const fresh = own.flat();
        count += fresh.length;
        waiting.push(...fresh);
      }
      waiting.sort(compare);
      const items = await Promise.all(waiting.splice(0, PAGE).map(hit => item(hit, query)));
      list.append(...items);
      const none = blocks.length ? `还没有找到“${typed}”，可以接着找。` : `没有找到“${typed}”。`;
      const some = `“${typed}”：找到${blocks.length ? "至少" : ""} ${count} 处，列出 ${list.children.length} 处。`;
      said.textContent = count ? some : none;
      find("advice").hidden = count > 0 || blocks.length > 0;
      more.hidden = !waiting.length && !blocks.length;
      return items[0];
    };
    more.onclick = async () => {
      const first = await next();
      if (first) first.querySelector("a").focus();
    };
    await next();
  };

  const typed = (new URLSearchParams(location.search).get("q") || "").trim().replace(/\s+/g, " ");
  if (!typed) return;
  find("query").value = typed;
  find("results").hidden = false;
  document.title = `${typed} - ${document.title}`;
  run(typed).catch(() => { find("said").textContent = "查找用的文件没有读到。请刷新再试，或者查下面的完整列表。"; });
})();
