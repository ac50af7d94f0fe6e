// What HTML alone cannot do: toasts that go, keys, the word "offline", and calm lists.
// No page depends on this file; without it everything works by links and forms.
(() => {
  "use strict";

  const $ = (selector, from = document) => from.querySelector(selector);
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");

  // Toasts go after their time, unless somebody is about to use them.
  const age = () => {
    for (const toast of document.querySelectorAll("[data-gone-after]")) {
      const left = Number(toast.dataset.goneAfter) - 1;
      toast.dataset.goneAfter = left;
      if (left <= 0 && !toast.matches(":hover, :focus-within")) toast.remove();
    }
  };
  setInterval(age, 1000);

  // The first slip of a form is where one goes on.
  const mend = (part) => $("[aria-invalid='true'], .lk-field-err :is(input, select, textarea)", part)?.focus();
  mend();
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.requestConfig?.triggeringEvent?.type === "submit") mend(event.detail.elt);
  });

  // On a phone the tabs of a page and the days of a week scroll: show what is open.
  for (const open of document.querySelectorAll(".lk-top .lk-seg [aria-current], .ag-week [aria-current]")) {
    open.scrollIntoView({ block: "nearest", inline: "center" });
  }

  // A part that renews itself waits while somebody types in it.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.detail.elt;
    if (part.hasAttribute("data-live") && $("input:focus, details[open]", part)) event.preventDefault();
  });

  // The stream is away for five seconds: say so, keep the figures.
  let lost = 0;
  const sign = () => $("#live-sign");
  const clock = () => new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format();
  document.addEventListener("htmx:sseError", () => {
    if (lost) return;
    const since = clock();
    lost = setTimeout(() => {
      const strip = $("#offline");
      if (!strip) return;
      $("[data-since]", strip).textContent = since;
      strip.hidden = false;
      sign()?.classList.add("sc-live-off");
    }, 5000);
  });
  document.addEventListener("htmx:sseOpen", () => {
    clearTimeout(lost);
    lost = 0;
    const strip = $("#offline");
    if (strip) strip.hidden = true;
    sign()?.classList.remove("sc-live-off");
  });

  // Keys (ui guide, 9). Single letters count only outside fields.
  let leader = 0;
  const step = (by) => {
    const hours = [...document.querySelectorAll("a[data-hour]")];
    const here = hours.findIndex((link) => link.hasAttribute("aria-current"));
    hours[here + by]?.click();
  };
  // Rows are only focused: Enter opens the one that was reached.
  const row = (by) => {
    const rows = [...document.querySelectorAll("a[data-row]")];
    const here = rows.indexOf(document.activeElement);
    rows[Math.max(0, here + by)]?.focus();
    return rows.length > 0;
  };
  const talk = (by) => {
    if (row(by)) return;
    const talks = [...document.querySelectorAll("a.ib-c")];
    const here = talks.findIndex((link) => link.hasAttribute("aria-current"));
    talks[Math.max(0, here + by)]?.click();
  };
  // On the agenda, the same keys go from person to person, and a letter marks them.
  const person = (by) => {
    const people = [...document.querySelectorAll(".sc-person")];
    const here = people.indexOf(document.activeElement?.closest(".sc-person"));
    people[Math.min(people.length - 1, Math.max(0, here + by))]?.focus();
  };
  const next = (by) => ($(".sc-person") ? person(by) : talk(by));
  const mark = (letter) => $(`[data-key~="${letter}"]`, document.activeElement?.closest(".sc-person") ?? document.createElement("i"))?.click();
  // What a page offers by a key of its own: something to unfold, or to press.
  const use = (own) => {
    if (!own.matches("details")) return own.click();
    own.open = true;
    $("button:not([type=button]), select, input:not([type=hidden])", own)?.focus();
  };
  const keys = {
    j: () => next(1),
    k: () => next(-1),
    a: () => mark("a"),
    t: () => mark("t"),
    l: () => mark("l"),
    r: () => $("#answer")?.focus(),
    "/": () => $("#search")?.focus(),
    "?": () => $("#keys")?.showModal(),
    u: () => $("#undo")?.click(),
    g: () => { leader = Date.now(); },
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
  };
  const menus = () => document.querySelectorAll("details.sc-menu[open], details.sc-rail-more[open]");
  const fold = (menu) => {
    if (menu.contains(document.activeElement)) $("summary", menu).focus();
    menu.open = false;
  };
  document.addEventListener("keydown", (event) => {
    const isSending = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSending && event.target.matches("[data-send]")) return event.target.form.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      for (const menu of menus()) fold(menu);
      if (event.target.id === "search") event.target.blur();
    }
    if (isTyping(event.target) || $("dialog[open]")) return;
    const place = Date.now() - leader < 1500 && $(`[data-go="${CSS.escape(event.key)}"]`);
    if (place) return place.click();
    const own = $(`[data-key="${CSS.escape(event.key)}"]`);
    if (own) {
      event.preventDefault();
      return use(own);
    }
    const act = keys[event.key];
    const isScrolling = event.key.startsWith("Arrow") && (event.target.closest("[tabindex]") || !$("a[data-hour]"));
    if (!act || isScrolling) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) $("#keys")?.showModal();
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
})();
