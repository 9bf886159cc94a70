"use strict";
// A minute without a touch, and nothing of the person is left; for the last twenty seconds it is counted aloud.
(function () {
  var FORGET = "/kiosk/forget", ALL = 60, TOLD = 20, touched = Date.now(), box = document.getElementById("forgetting");
  function left() { return Math.ceil(ALL - (Date.now() - touched) / 1000); }
  function again() { touched = Date.now(); if (box) { box.hidden = true; } }
  function forget() { window.location.replace(FORGET); }
  function look() {
    var seconds = left();
    if (seconds <= 0) { forget(); return; }
    if (box && seconds <= TOLD) {
      box.hidden = false;
      box.querySelector("strong").textContent = String(seconds);
      if (seconds === TOLD || seconds === TOLD / 2) {
        document.getElementById("told").textContent = seconds + " " + box.querySelector("span").textContent;
      }
    }
  }
  ["pointerdown", "keydown", "input", "wheel", "touchstart"].forEach(function (name) {
    document.addEventListener(name, again, { passive: true });
  });
  // A page that comes back from the browser's memory was somebody's: it goes.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { forget(); } });
  // Going on leaves no page behind to go back to.
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    if (link && link.hash === "" && link.origin === window.location.origin) {
      event.preventDefault();
      window.location.replace(link.href);
    }
  });
  window.setInterval(look, 500);
}());
