// Shows the page anew after a save, at the place where it stood, its panel folded or not as it was.
(() => {
  "use strict";
  const own = document.currentScript;
  const place = `gongkai-place ${location.pathname}`;
  const folded = "gongkai-panel-folded";
  const panel = document.querySelector("#preview-panel details");
  const status = document.querySelector("#preview-panel [role=status]");

  let anew = false;

  const showAnew = () => {
    anew = true;
    // A page that stands in for another has no place to keep, but leaves that of the other alone.
    if (!own.dataset.standin) sessionStorage.setItem(place, scrollY);
    location.reload();
  };

  const goBack = () => {
    const kept = sessionStorage.getItem(place);
    if (kept === null || own.dataset.standin) return;
    scrollTo({ top: Number(kept), behavior: "instant" });
    if (document.readyState === "complete") sessionStorage.removeItem(place);
  };

  const connect = () => {
    const line = new WebSocket(`ws://${location.host}/_preview/line`);
    const tell = message => line.send(JSON.stringify(message));
    line.onopen = () => {
      tell({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      // What was saved before this line was open is made up for: the server knows by the mark what is shown.
      tell({ command: "info", url: location.href, address: own.dataset.address, mark: own.dataset.mark });
    };
    line.onmessage = ({ data }) => { if (JSON.parse(data).command === "reload") showAnew(); };
    line.onclose = () => setTimeout(connect, 500);
  };

  if (panel) {
    panel.open = sessionStorage.getItem(folded) === null;
    panel.addEventListener("toggle", () => {
      if (panel.open) sessionStorage.removeItem(folded);
      else sessionStorage.setItem(folded, "yes");
    });
  }
  // A status is read out when it changes, not when it is there from the first.
  if (status) setTimeout(() => { status.textContent = status.dataset.said; }, 100);
  // The preview makes documents when they are asked for, so there is nothing to save at once.
  document.querySelectorAll("a[download][href$='.pdf']").forEach(link => link.removeAttribute("download"));
  // Where the page stood is kept here, not by the browser, which takes a stand-in for the page.
  addEventListener("pagehide", () => { history.scrollRestoration = anew ? "manual" : "auto"; });
  goBack();
  addEventListener("load", goBack);
  connect();
})();
