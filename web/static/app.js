// Keys, drag and drop, live counts. The pages work without it; nothing here decides anything.
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const root = document.documentElement;
  root.classList.add("js");

  // ── small things ──────────────────────────────────────────────────────────
  let toastTimer;
  function toast(words) {
    $(".toast")?.remove();
    const element = Object.assign(document.createElement("div"), { className: "toast", textContent: words });
    element.setAttribute("role", "status");
    document.body.append(element);
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => element.remove(), 5000);
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosend]")) event.target.form.requestSubmit();
    if (event.target.matches("#filters select")) filter();
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-select]")) event.target.select(); });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // ── files ─────────────────────────────────────────────────────────────────
  const drop = $("#drop");
  const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;
  function send(form, address, words, bar, failed) {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100; };
    request.upload.onload = () => { words("Reading the file…"); bar.removeAttribute("value"); };
    request.onerror = () => failed("The connection broke off; nothing was kept. Try again.");
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* not ours: told below */ }
      if (answer.href) location.assign(answer.href); else failed(answer.problem ?? `The server answered ${request.status}.`);
    };
    request.send(form);
  }
  function tooLarge(file) {
    const limit = Number(document.body.dataset.limit);
    return limit && file.size > limit ? `${file.name} has ${megabytes(file.size)}; the limit is ${megabytes(limit)}.` : "";
  }
  function dropped(file) {
    const dialog = $("#uploading"), words = (text) => { $("#uploading-words").textContent = text; };
    const failed = (text) => { dialog.close(); toast(text); };
    const problem = tooLarge(file);
    if (problem) return toast(problem);
    words(file.name);
    dialog.showModal();
    const form = new FormData();
    form.append("file", file);
    send(form, document.body.dataset.drop, words, $("progress", dialog), failed);
  }
  if (drop) {
    let depth = 0;
    const files = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragenter", (event) => { if (files(event)) { depth++; drop.hidden = false; event.preventDefault(); } });
    addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
    addEventListener("dragleave", () => { if (--depth <= 0) { depth = 0; drop.hidden = true; } });
    addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0; drop.hidden = true;
      if (event.dataTransfer.files.length > 1) return toast("One file at a time, please.");
      dropped(event.dataTransfer.files[0]);
    });
  }
  const upload = $("#upload");
  upload?.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = $("progress", upload), button = $("button", upload);
    const failed = (text) => {
      bar.hidden = true; button.disabled = false;
      const field = $("#file").closest(".field");
      field.dataset.wrong = "";
      let place = $(".wrong", field);
      if (!place) { place = Object.assign(document.createElement("span"), { className: "wrong", id: "file-wrong" }); place.setAttribute("role", "alert"); field.append(place); }
      place.textContent = text;
      $("#file").setAttribute("aria-describedby", "file-wrong");
    };
    const problem = tooLarge($("#file").files[0]);
    if (problem) return failed(problem);
    bar.hidden = false; button.disabled = true;
    send(new FormData(upload), upload.action, () => {}, bar, failed);
  });

  // ── settings ──────────────────────────────────────────────────────────────
  $("#threshold")?.addEventListener("input", (event) => { $("#threshold-shown").textContent = `${event.target.value} %`; });

  // ── review ────────────────────────────────────────────────────────────────
  const review = document.body.dataset.review;
  if (!review) return;
  const row = () => Number($("#answer")?.dataset.row);
  const item = (number = row()) => document.getElementById(`item-${number}`);
  const neighbour = (step) => {
    let next = item();
    do { next = step > 0 ? next?.nextElementSibling : next?.previousElementSibling; } while (next && !next.dataset.n);
    return next;
  };
  let busy = false;
  let original = "";

  function mark() {
    for (const old of document.querySelectorAll("#items [aria-current]")) old.removeAttribute("aria-current");
    const now = item();
    if (now) { now.setAttribute("aria-current", "true"); now.scrollIntoView({ block: "nearest" }); }
  }
  function pane(name) {
    const panes = $(".panes");
    panes.dataset.pane = name;
    for (const tab of document.querySelectorAll(".tabs a")) tab.setAttribute("aria-current", String(tab.dataset.tab === name));
  }
  function show(element, push = true) {
    if (!element || busy) return;
    const href = $("a", element).href;
    busy = true;
    htmx.ajax("GET", href, { target: "#row", swap: "innerHTML" }).then(() => {
      busy = false;
      if (push) history.pushState(null, "", href);
    }, () => { busy = false; });
  }
  function settled() {
    mark();
    original = written();
    count();
    $("#answer")?.scrollTo(0, 0);
    // What went wrong is put right where it was typed; else the new question is read out and keys work at once.
    if ($("#answer .conflict, #answer .note.bad")) write();
    else if (!document.activeElement?.closest("#list input, #list select")) $("#question")?.focus({ preventScroll: true });
  }
  function write() {
    const field = $("#words") ?? $("#decide input[type=radio]");
    field?.focus();
    field?.setSelectionRange?.(field.value.length, field.value.length);
  }
  const written = () => JSON.stringify([...new FormData($("#decide") ?? undefined)].filter(([name]) => name === "words" || name === "option"));
  const dirty = () => $("#decide") && written() !== original;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#items a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); pane("answer"); show(link.parentElement); }
    const tab = event.target.closest("[data-tab]");
    if (tab) { event.preventDefault(); pane(tab.dataset.tab); }
    const take = event.target.closest("[data-take]");
    if (take) { event.preventDefault(); takeCandidate(take); }
    if (event.target.closest("[data-key='?']")) $("#keys").showModal();
  });
  addEventListener("popstate", () => location.reload());

  function takeCandidate(button) {
    const words = $("#words");
    if (!words) return;
    words.value = button.dataset.words;
    $("#candidate").value = button.dataset.candidate;
    pane("answer");
    words.focus();
    count();
  }
  function count() {
    const words = $("#words"), place = $("#count");
    if (!words || !place) return;
    const most = Number(words.dataset.max), length = words.value.length;
    place.textContent = most ? `${length} of ${most} characters` : `${length} characters`;
    $("#over").hidden = !(most && length > most);
  }
  document.addEventListener("input", (event) => {
    if (event.target.id === "words") count();
    if (event.target.id === "f-text") { clearTimeout(filter.timer); filter.timer = setTimeout(filter, 250); }
  });
  $("#filters")?.addEventListener("submit", (event) => { if (event.submitter?.form?.id !== "approve-all") { event.preventDefault(); filter(); } });
  // The list is replaced without htmx, which compares every element that has an id with every other: with 5,000 rows the page
  // stood still for half a minute.
  async function filter() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData($("#filters"))) if (value) query.set(name, value);
    const address = query.size ? `${review}?${query}` : review;
    const run = (filter.run = (filter.run ?? 0) + 1);
    let answer;
    try { answer = await fetch(address); } catch { return toast("The server cannot be reached; the list is as it was."); }
    const text = await answer.text();
    if (run !== filter.run || !answer.ok) return;
    const page = new DOMParser().parseFromString(text, "text/html"), list = $("#list", page);
    if (!list) return location.assign(address);
    // The form stays, so that typing goes on; its figures and the list are new.
    $("#items").replaceWith($("#items", list));
    $("#filters .sum").replaceWith($("#filters .sum", list));
    $("#approve-all").replaceWith($("#approve-all", list));
    for (const id of ["meter", "counted", "live"]) document.getElementById(id).replaceWith(page.getElementById(id));
    const number = row();
    history.replaceState(null, "", item(number) ? `${address}${address.includes("?") ? "&" : "?"}row=${number}` : address);
    mark();
    if (item()) elsewhere(item()); else show($("#items li[data-n]"), false);
  }

  // What is decided moves on to the next one of the list; what is only noted stays.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const form = event.target.closest("form");
    if (!form || event.detail.verb !== "post") return;
    const decision = event.detail.parameters.decision ?? event.detail.parameters.get?.("decision");
    const stays = ["assign", "comment", "undo"].includes(decision);
    const next = stays ? null : neighbour(1);
    event.detail.parameters.next = next ? next.dataset.n : row();
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb !== "post") return;
    if (busy) return event.preventDefault();
    busy = true;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig.verb !== "post") return;
    busy = false;
    // htmx would copy the whole page, list and all, before it notes a new address.
    const here = new URL(location);
    here.searchParams.set("row", row());
    history.pushState(null, "", here);
  });
  document.body.addEventListener("htmx:responseError", (event) => toast(event.detail.xhr.getResponseHeader("X-Problem") ?? `The server answered ${event.detail.xhr.status}; nothing was changed.`));
  document.body.addEventListener("htmx:sendError", () => toast("The server cannot be reached; nothing was changed. What you typed is still here."));
  // htmx gives the focus back to a field of the same name, which is another row's now.
  document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.id === "row" && document.activeElement?.closest("#row")) document.activeElement.blur(); });
  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.id === "row") settled(); });
  document.body.addEventListener("htmx:oobAfterSwap", () => mark.later());
  mark.later = () => { cancelAnimationFrame(mark.frame); mark.frame = requestAnimationFrame(() => { const now = item(); if (now) { now.setAttribute("aria-current", "true"); elsewhere(now); } }); };

  // Live updates: changed items of the list, and how far the review is. Opened again after a break, the list is read anew.
  let opened = 0;
  const live = new EventSource(`${review}/events`);
  live.addEventListener("open", () => { if (opened++ || !$("#live").hidden) filter(); });
  live.addEventListener("row", (event) => {
    const part = document.createElement("template");
    part.innerHTML = event.data;
    for (const fresh of [...part.content.children]) {
      fresh.removeAttribute("hx-swap-oob");
      document.getElementById(fresh.id)?.replaceWith(fresh);
    }
    mark.later();
  });
  addEventListener("pagehide", () => live.close());

  // Somebody else decided the row that is open here.
  function elsewhere(now) {
    const form = $("#decide [name=version]");
    if (!form || busy || Number(now.dataset.version) <= Number(form.value)) return;
    if (dirty()) toast("Somebody decided this row meanwhile. When you save, you will see both texts.");
    else show(now, false);
  }

  const openers = { r: 1, n: 1, s: 1, c: 1 };
  function press(key) {
    // Nothing is decided of a row that is not on the screen yet.
    if (busy) return null;
    if (key === "j" || key === "ArrowDown") return show(neighbour(1));
    if (key === "k" || key === "ArrowUp") return show(neighbour(-1));
    if (key === "a" || key === "z") return $(`#decide [data-key=${key}]`)?.click();
    if (key === "e") return pane("answer"), write();
    if (key === "/") return pane("list"), $("#f-text").focus(), $("#f-text").select();
    if (key === "?") return $("#keys").showModal();
    if (key >= "1" && key <= "9") return $(`[data-take="${key}"]`)?.click();
    if (openers[key]) {
      const details = $(`details[data-open=${key}]`);
      if (details) { details.open = true; $("input[type=text]", details).focus(); $("input[type=text]", details).select(); }
      return;
    }
    return null;
  }
  const typing = (element) => element.matches("input:not([type=radio]), textarea, select");
  addEventListener("keydown", (event) => {
    if ($("dialog[open]")) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.closest("details")?.removeAttribute("open");
      return event.target.blur();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("#decide")) { event.preventDefault(); return $("#save").click(); }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const moves = ["j", "k", "ArrowDown", "ArrowUp"].includes(key);
    if (event.repeat && !moves) return;
    if (key.startsWith("Arrow") && !event.target.closest("#items")) return;
    if (moves || "aernscz/?123456789".includes(key)) { event.preventDefault(); press(key); }
  });
  pane($(".panes").dataset.pane);
  settled();
})();
