"use strict";
// A frame in which somebody signs: with a pen, a finger or a mouse. What they wrote goes along with the form as
// a picture. Without this script the frame is not shown, and the signed paper is scanned.
document.querySelectorAll("[data-sign]").forEach(function (place) {
  var canvas = place.querySelector("canvas"), picture = place.querySelector("[name=picture]");
  var take = place.querySelector("[data-take]"), pen = canvas.getContext && canvas.getContext("2d");
  if (!pen || !window.PointerEvent) { return; }
  var isDown = false;
  function wipe() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#000";
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    picture.value = "";
    take.disabled = true;
  }
  function at(event) {
    var box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  }
  canvas.addEventListener("pointerdown", function (event) {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    isDown = true;
    pen.beginPath();
    pen.moveTo.apply(pen, at(event));
  });
  canvas.addEventListener("pointermove", function (event) {
    if (!isDown) { return; }
    pen.lineTo.apply(pen, at(event));
    pen.stroke();
    take.disabled = false; // a dot is no signature
  });
  function up() { isDown = false; }
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  place.querySelector("[data-clear]").addEventListener("click", wipe);
  place.addEventListener("submit", function () { picture.value = canvas.toDataURL("image/png").split(",")[1]; });
  wipe();
  place.hidden = false;
  var without = document.getElementById(place.dataset.sign);
  if (without) { without.hidden = true; }
});
