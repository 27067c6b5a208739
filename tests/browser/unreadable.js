// Lists the texts of a page that cannot be read, as JSON: too small, too close in colour to the ground (WCAG AA), cut off
// by a box that does not scroll, out of their picture, or written over one another in a picture.
(() => {
  const LEAST_PIXELS = 8;
  const faults = [];
  const parse = (color) => {
    const numbers = (color.match(/[\d.]+/g) || []).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
  };
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  // Some texts are there for those who listen to the page: in a box of one pixel.
  const isForTheEar = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect();
      if (width <= 1 && height <= 1) return true;
    }
    return false;
  };
  // Texts of the page.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("script, style, svg, template, .skip")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    if (boxes.length === 0) continue;
    const style = getComputedStyle(element);
    const say = (why) => faults.push(why + ": " + text.data.trim().slice(0, 60));
    if (style.visibility !== "visible") continue;
    if (isForTheEar(element)) continue;
    if (parseFloat(style.fontSize) < LEAST_PIXELS) say("tiny");
    if (contrast(parse(style.color).rgb, ground(element)) < 4.5) say("pale");
    const right = Math.max(...boxes.map((box) => box.right));
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const overflow = getComputedStyle(at).overflowX;
      if (overflow === "auto" || overflow === "scroll") break;
      if (overflow !== "visible" && right > at.getBoundingClientRect().right + 1) { say("cut off"); break; }
    }
  }
  // Texts of pictures.
  for (const picture of document.querySelectorAll("svg")) {
    const frame = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && text.getClientRects().length)
      .map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const [position, { text, box }] of texts.entries()) {
      const say = (why) => faults.push(why + ": " + text.textContent.trim().slice(0, 60));
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        say("out of its picture");
      for (const { text: other, box: covered } of texts.slice(0, position)) {
        const across = Math.min(box.right, covered.right) - Math.max(box.left, covered.left);
        const down = Math.min(box.bottom, covered.bottom) - Math.max(box.top, covered.top);
        // Boxes of lines are higher than their letters.
        if (across > 1 && down > Math.min(box.height, covered.height) * 0.4)
          say("written over " + other.textContent.trim().slice(0, 30));
      }
    }
  }
  return JSON.stringify(faults);
})()
