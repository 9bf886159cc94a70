"use strict";
// Going through a list by the keyboard. The focus really moves, so that whoever hears the page hears the line.
// Off while somebody types, off with Ctrl, Alt or Meta, and off for good by the box in the help (WCAG 2.1.4).
(function () {
  var form = document.getElementById("triage"), help = document.getElementById("keys");
  if (!form || !help) { return; }
  var box = document.getElementById("keys-on"), said = document.getElementById("keys-said");
  var KEPT = "fengqiao-keys", PLACE = "fengqiao-line " + location.pathname + location.search;
  function kept(store, name) { try { return store.getItem(name); } catch (no) { return null; } }
  function keep(store, name, value) { try { store.setItem(name, value); } catch (no) { return; } }
  box.checked = kept(localStorage, KEPT) !== "off";
  box.addEventListener("change", function () { keep(localStorage, KEPT, box.checked ? "on" : "off"); });
  function rows() { return Array.prototype.slice.call(form.querySelectorAll("tr[data-line]")); }
  function here() { var at = document.activeElement; return at && at.closest ? at.closest("tr[data-line]") : null; }
  function go(row) {
    var link = row && row.querySelector("td a:not(.why)");
    if (!link) { return; }
    link.focus();
    row.scrollIntoView({ block: "nearest" });
    keep(sessionStorage, PLACE, row.dataset.line);
  }
  function step(by) {
    var all = rows(), at = all.indexOf(here());
    go(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
  }
  function choose() {
    var row = here(), tick = row && row.querySelector("input[name=line]");
    if (!tick) { return; }
    tick.checked = !tick.checked;
    mark(row, tick);
    said.textContent = (tick.checked ? said.dataset.chosen : said.dataset.not) + " " + tick.value.split("/")[2];
  }
  function mark(row, tick) { row.classList.toggle("chosen", tick.checked); }
  function toggleHelp() {
    help.open = !help.open;
    if (help.open) { help.querySelector("summary").focus(); }
  }
  var keys = { j: step.bind(null, 1), k: step.bind(null, -1), x: choose, "?": toggleHelp };
  function types(at) {
    if (!at || !at.tagName) { return false; }
    var isBox = at.tagName === "INPUT" && (at.type === "checkbox" || at.type === "radio");
    return at.isContentEditable || (/^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) && !isBox);
  }
  document.addEventListener("keydown", function (event) {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { return; }
    if (types(event.target) || !Object.prototype.hasOwnProperty.call(keys, event.key)) { return; }
    event.preventDefault();
    keys[event.key]();
  });
  form.addEventListener("change", function (event) {
    var row = event.target.closest("tr[data-line]");
    if (row) { mark(row, event.target); }
  });
  form.addEventListener("click", function (event) {
    var row = event.target.closest("tr[data-line]");
    if (row) { keep(sessionStorage, PLACE, row.dataset.line); }
  });
  window.addEventListener("pageshow", function () {
    var place = kept(sessionStorage, PLACE);
    rows().forEach(function (row) {
      mark(row, row.querySelector("input[name=line]"));
      if (row.dataset.line === place && document.activeElement === document.body) { go(row); }
    });
  });
}());
