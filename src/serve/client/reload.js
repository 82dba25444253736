// Reloads the page when the site has been built again, and shows what is wrong with it. Only the preview sends this.
(() => {
  "use strict";
  const BASE = "/__deskbook/";
  const SCROLL = "deskbook-preview-scroll";
  const CLOSED = "deskbook-preview-closed";
  const mine = new URL(document.currentScript.src).searchParams.get("v");

  // Some browsers keep no data for this page; the preview works without.
  const recall = (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // See above.
    }
  };

  const reload = () => {
    remember(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };

  const scrollBack = () => {
    const saved = JSON.parse(recall(SCROLL) || "[]");
    remember(SCROLL, "[]");
    if (saved[0] === location.pathname) {
      requestAnimationFrame(() => scrollTo({ left: saved[1], top: saved[2], behavior: "instant" }));
    }
  };

  let panel = null;

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  const show = ({ notice, errors }) => {
    panel?.remove();
    panel = null;
    if (!notice) {
      return;
    }
    panel = make("aside", { id: "db-preview" });
    panel.setAttribute("aria-label", "Preview");
    const words = errors ? `${errors} ${errors === 1 ? "error" : "errors"}` : "Warnings";
    const button = make("button", { type: "button", className: errors ? "error" : "" });
    const frame = make("iframe", { title: "What is wrong", src: `${BASE}overlay.html?n=${notice}` });
    const turn = (open) => {
      frame.hidden = !open;
      button.textContent = open ? "Close" : words;
      button.setAttribute("aria-expanded", String(open));
    };
    const closed = `${mine.split(".")[0]}.${notice}`;
    button.addEventListener("click", () => {
      turn(frame.hidden);
      remember(CLOSED, frame.hidden ? closed : "");
    });
    turn(errors > 0 && recall(CLOSED) !== closed);
    panel.append(button, frame);
    document.body.append(panel);
  };

  let shown = null;

  const hear = (event) => {
    const state = JSON.parse(event.data);
    if (state.site !== mine) {
      reload();
    } else if (shown !== event.data) {
      shown = event.data;
      show(state);
    }
  };

  // A browser opens few connections to one host, so a page that nobody looks at gives its own back.
  let source = null;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(`${BASE}events`);
      source.addEventListener("state", hear);
    }
  };

  document.head.append(make("link", { rel: "stylesheet", href: `${BASE}reload.css` }));
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => {
    source?.close();
    source = null;
  });
  addEventListener("pageshow", listen);
  scrollBack();
  listen();
})();
