// The review: keys, drafts, live updates. The page works without it; nothing here decides anything.
(() => {
  "use strict";
  const { $, toast, localTimes } = window.countersign;
  const review = document.body.dataset.review;
  if (!review) return;
  const row = () => Number($("#answer")?.dataset.row);
  const item = (number = row()) => document.getElementById(`item-${number}`);
  const neighbour = (step) => {
    let next = item();
    do { next = step > 0 ? next?.nextElementSibling : next?.previousElementSibling; } while (next && !next.dataset.n);
    return next;
  };
  const typing = (element) => element?.matches?.("input:not([type=radio]), textarea, select");
  const version = () => Number($("#answer [name=version]")?.value);
  let busy = false;
  // The editor holds what the server would not take.
  let refused = false;

  // What outlives a page of this tab: drafts by row, and what was decided here.
  const shelf = new Map();
  function kept(name) {
    const key = `${review} ${name}`;
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return shelf.get(key) ?? null; }
  }
  function keep(name, value) {
    const key = `${review} ${name}`;
    try { if (value) sessionStorage.setItem(key, JSON.stringify(value)); else sessionStorage.removeItem(key); } catch { shelf.set(key, value); }
  }

  function mark() {
    for (const old of document.querySelectorAll("#items [aria-current]")) old.removeAttribute("aria-current");
    const now = item();
    if (now) { now.setAttribute("aria-current", "true"); now.scrollIntoView({ block: "nearest" }); }
    for (const number of kept("drafts") ?? []) item(number)?.setAttribute("data-unsaved", "");
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
    elsewhere.told = "";
    localTimes($("#row"));
    refused = false;
    const failed = $("#answer .conflict, #answer .note.bad"), draft = kept(`draft ${row()}`);
    if (draft) restore(draft, failed);
    count();
    noted();
    if (item()) elsewhere(item());
    $("#answer .rolls")?.scrollTo(0, 0);
    // What went wrong is put right where it was typed; else the new question is read out and keys work at once.
    if (failed) ($("#answer .subs details[open] input[type=text]") ?? write())?.focus();
    else if (!document.activeElement?.closest("#list input, #list select")) $("#question")?.focus({ preventScroll: true });
  }
  function write() {
    const field = $("#words") ?? $("#decide input[type=radio]");
    field?.focus();
    field?.setSelectionRange?.(field.value.length, field.value.length);
    return field;
  }

  // ── drafts ────────────────────────────────────────────────────────────────
  const options = () => [...document.querySelectorAll("#decide [name=option]")];
  const dirty = () => refused || options().some((radio) => radio.checked !== radio.defaultChecked) || ($("#words") && $("#words").value !== $("#words").defaultValue) || false;
  const boxes = () => [...document.querySelectorAll("#answer details[data-open]")].map((box) => [box, $("input[type=text]", box)]);
  function restore(draft, failed) {
    if (draft.words !== undefined && $("#words")) $("#words").value = draft.words;
    if (draft.candidate && $("#candidate")) $("#candidate").value = draft.candidate;
    for (const radio of options()) if (draft.option) radio.checked = radio.value === draft.option;
    for (const [box, field] of boxes()) {
      const text = draft.boxes[box.dataset.open];
      if (text !== undefined) { field.value = text; box.open = true; }
    }
    if (failed) { refused = draft.words !== undefined; return; }
    // It was typed beside an older version: saved on that one, both texts are shown before either is lost.
    if (draft.version < version()) for (const field of document.querySelectorAll("#answer [name=version]")) field.value = draft.version;
  }
  // Keeps what is typed and not saved, and says so.
  function noted() {
    const number = row(), open = boxes().filter(([, field]) => field.value !== field.defaultValue);
    const draft = { version: version(), boxes: Object.fromEntries(open.map(([box, field]) => [box.dataset.open, field.value])) };
    if (dirty()) Object.assign(draft, { words: $("#words")?.value, option: $("#decide [name=option]:checked")?.value, candidate: $("#candidate")?.value });
    const unsaved = dirty() || open.length > 0;
    keep(`draft ${number}`, unsaved ? draft : null);
    listed(number, unsaved);
    $("#answer")?.toggleAttribute("data-dirty", dirty());
    if ($("#unsaved")) $("#unsaved").hidden = !unsaved;
  }
  function listed(number, unsaved) {
    const others = (kept("drafts") ?? []).filter((one) => one !== number);
    keep("drafts", unsaved ? [...others, number] : others);
    item(number)?.toggleAttribute("data-unsaved", unsaved);
  }
  function discard(number = row()) {
    keep(`draft ${number}`, null);
    listed(number, false);
  }
  // Of what was typed of a row, what this decision has made whole.
  function saved(number, decision) {
    const draft = kept(`draft ${number}`), box = { assign: "s", comment: "c" }[decision];
    if (!draft) return;
    if (box) delete draft.boxes[box];
    else if (decision !== "undo") for (const gone of [draft, draft.boxes]) for (const name of ["words", "option", "candidate", "r", "n"]) delete gone[name];
    const left = draft.words !== undefined || Object.keys(draft.boxes).length > 0;
    keep(`draft ${number}`, left ? draft : null);
    listed(number, left);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#items a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); pane("answer"); show(link.parentElement); }
    const tab = event.target.closest("[data-tab]");
    if (tab) { event.preventDefault(); pane(tab.dataset.tab); }
    const take = event.target.closest("[data-take]");
    if (take) { event.preventDefault(); takeCandidate(take); }
    if (event.target.closest("[data-key='?']")) $("#keys").showModal();
    if (event.target.closest("[data-discard]")) { discard(); again(); }
    if (event.target.closest(".conflict a")) discard();
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
    noted();
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
    if (event.target.closest("#answer")) noted();
    if (event.target.id === "f-text") { clearTimeout(filter.timer); filter.timer = setTimeout(filter, 250); }
  });
  $("#filters")?.addEventListener("submit", (event) => { if (event.submitter?.form?.id !== "approve-all") { event.preventDefault(); filter(); } });
  // The list is replaced without htmx, which compares every element that has an id with every other: with 5,000 rows the page
  // stood still for half a minute.
  async function filter(wanted = true) {
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
    if (item()) elsewhere(item()); else if (wanted) show($("#items li[data-n]"), false);
  }

  // ── decisions ─────────────────────────────────────────────────────────────
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
  // Before the answer is on the page: what was saved is no draft any more, and can be taken back from here.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (requestConfig.verb !== "post" || xhr.status !== 200) return;
    const answer = new DOMParser().parseFromString(`<template>${xhr.responseText}</template>`, "text/html").querySelector("template").content;
    const number = Number(requestConfig.path.split("/").pop()), decision = requestConfig.parameters.decision ?? "take";
    if ($(".conflict, .note.bad", answer)) return;
    saved(number, decision);
    if (decision === "assign" || decision === "comment") return;
    const mine = (kept("mine") ?? []).filter((one) => one.row !== number);
    const stands = $(`#item-${number}`, answer);
    if (decision !== "undo" && stands) mine.push({ row: number, version: Number(stands.dataset.version) });
    keep("mine", mine);
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

  // Takes back what was decided last on this page, wherever its row is by now.
  async function takeBack() {
    const mine = kept("mine") ?? [], last = mine.pop();
    if (!last) return toast("You have decided nothing here yet. What others decided is taken back with the row’s own Undo button.");
    const back = new URLSearchParams([...new FormData($("#filters"))].filter(([, value]) => value)).toString();
    const values = { decision: "undo", version: last.version, next: last.row, back };
    await htmx.ajax("POST", `${review}/rows/${last.row}`, { target: "#row", swap: "innerHTML", values });
    if (row() !== last.row) return;
    pane("answer");
    // Somebody has decided it since: both are shown, and nothing of it is ours to take back any more.
    if ($("#answer .conflict, #answer .note.bad")) return keep("mine", mine);
    if ((kept("mine") ?? []).some((one) => one.row === last.row)) return;
    const told = item()?.querySelector(".at")?.textContent ?? `row ${last.row}`;
    toast(`Undone: ${told} is ${$("#answer .state").textContent.toLowerCase()} again.`);
  }
  function approve() {
    if (dirty()) return $("#save").click();
    const button = $("#answer [data-key=a]"), state = $("#answer .state")?.textContent ?? "";
    if (button) return button.click();
    toast({
      Waiting: "Nothing to approve yet: the answer is still being looked for. E writes one.",
      Open: "Nothing to approve: this row is open. E writes an answer, 1–9 takes a candidate, R rejects.",
      Suggested: $("#answer").dataset.held ?? "The suggestion cannot be approved as it stands. E edits it.",
      "Answered before": "Nothing to approve: the customer’s file holds an answer here already.",
      "Nowhere to write": "Nothing to approve: no cell of this row takes an answer.",
    }[state] ?? `This row is decided already: ${state.toLowerCase()}.`);
  }

  // ── others ────────────────────────────────────────────────────────────────
  // Live updates: changed items of the list, and how far the review is. Opened again after a break, the list is read anew.
  let opened = 0;
  const live = new EventSource(`${review}/events`);
  live.addEventListener("open", () => { if (opened++ || !$("#live").hidden) filter(false); });
  live.addEventListener("row", (event) => {
    const part = document.createElement("template");
    part.innerHTML = event.data;
    for (const fresh of [...part.content.children]) {
      fresh.removeAttribute("hx-swap-oob");
      const old = document.getElementById(fresh.id);
      fresh.toggleAttribute("data-unsaved", old?.dataset.unsaved !== undefined);
      old?.replaceWith(fresh);
    }
    mark.later();
  });
  addEventListener("pagehide", () => live.close());

  // Somebody else decided the row that is open here. A pane that is being worked in stays as it is, version and all, so that
  // the server shows both texts before either is lost.
  const worked = () => dirty() || boxes().some(([box]) => box.open) || $("#answer .conflict, #answer .note.bad") || (typing(document.activeElement) && document.activeElement.closest("#row"));
  async function elsewhere(now) {
    const number = row(), seen = version(), is = Number(now.dataset.version);
    if (!$("#decide") || busy || is <= seen || elsewhere.told === `${number} ${seen} ${is}`) return;
    elsewhere.told = `${number} ${seen} ${is}`;
    let text = "";
    try { text = await (await fetch($("a", now).href, { headers: { "HX-Request": "true" } })).text(); } catch { return; }
    if (busy || row() !== number || version() !== seen) return;
    if (worked()) meanwhile(text, now.dataset.state); else swap(text);
  }
  function meanwhile(text, state) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const by = ($(".given h3 bdi", fresh) ?? $(".log li:last-child b", fresh))?.textContent ?? "Somebody";
    const did = { approved: "approved", edited: "edited", rejected: "rejected", na: "said “not applicable” of" }[state] ?? "changed";
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Show it" });
    button.addEventListener("click", () => {
      const draft = kept(`draft ${row()}`);
      if (draft) keep(`draft ${row()}`, { ...draft, version: Number($("[name=version]", fresh)?.value) });
      swap(text);
      hush(false);
    });
    const words = Object.assign(document.createElement("span"), { textContent: `${by} ${did} this row meanwhile. What you typed stays; if you save it, you see both.` });
    $("#meanwhile").replaceChildren(words, button);
    $("#meanwhile").hidden = false;
  }
  // After a swap that nobody asked for, keys do nothing until the hands have paused.
  const PAUSE = 700;
  const hushed = () => document.body.dataset.hushed !== undefined;
  function hush(on = true) {
    clearTimeout(hush.timer);
    document.body.toggleAttribute("data-hushed", on);
    if (on) hush.timer = setTimeout(hush, PAUSE, false);
  }
  function swap(text) {
    hush();
    if (document.activeElement?.closest("#row")) document.activeElement.blur();
    $("#row").innerHTML = text;
    htmx.process($("#row"));
    settled();
  }
  function again() {
    const now = item();
    if (now) show(now, false); else location.reload();
  }

  // ── keys ──────────────────────────────────────────────────────────────────
  const openers = { r: 1, n: 1, s: 1, c: 1 };
  function press(key) {
    // Nothing is decided of a row that is not on the screen yet.
    if (busy) return null;
    if (key === "j" || key === "ArrowDown") return show(neighbour(1));
    if (key === "k" || key === "ArrowUp") return show(neighbour(-1));
    if (key === "a") return approve();
    if (key === "z") return takeBack();
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
    if (!moves && !"aernscz/?123456789".includes(key)) return;
    event.preventDefault();
    if (!hushed()) return press(key);
    hush();
    toast("This row has just changed. Read it, then press again.");
  });
  pane($(".panes").dataset.pane);
  settled();
})();
