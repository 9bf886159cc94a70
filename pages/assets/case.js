"use strict";
// A page that lies open hears that its case has changed, and says so in one line. It changes nothing by itself:
// what is being written stays. A hidden page listens to nothing: browsers allow few streams at a time.
(function () {
  var line = document.querySelector("[data-events]");
  if (!line || !window.EventSource || !window.fetch) { return; }
  var seen = Number(line.dataset.seq), stream = null, asking = false, again = false;
  function say() {
    if (asking) { again = true; return; }
    asking = true;
    fetch(line.dataset.since + "?seq=" + seen, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : "";
    }).then(function (told) {
      if (told.trim()) { line.innerHTML = told; line.classList.add("told"); }
    }).catch(function () { return null; }).then(function () {
      asking = false;
      if (again) { again = false; say(); }
    });
  }
  function listen() {
    if (document.hidden || stream) { return; }
    stream = new EventSource(line.dataset.events);
    stream.addEventListener("case", function (event) {
      var told = JSON.parse(event.data).case;
      if (told.procedure === line.dataset.procedure && told.seq > seen) { say(); }
    });
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      if (stream) { stream.close(); stream = null; }
    } else {
      say(); // what happened while nobody listened
      listen();
    }
  });
  window.addEventListener("pagehide", function () { if (stream) { stream.close(); stream = null; } });
  window.addEventListener("pageshow", listen);
  listen();
})();
