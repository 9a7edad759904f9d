// Elements of the page, made without markup in texts: what a request or a person says can never become script.

// make("button", {class: "slim", onclick: take}, "Take"): attributes that are false or null are left out.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A QR code of rows of 0 and 1, dark on white in every scheme, as cameras like it best.
export function codePicture(rows, name) {
  const quiet = 4, side = rows.length + 2 * quiet, svg = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(svg, 'svg'), squares = document.createElementNS(svg, 'path');
  for (const [key, value] of Object.entries({viewBox: `0 0 ${side} ${side}`, class: 'code', role: 'img', 'aria-label': name}))
    picture.setAttribute(key, value);
  squares.setAttribute('d', rows.flatMap((row, y) =>
    [...row].flatMap((dark, x) => (dark === '1' ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : []))).join(''));
  picture.append(squares);
  return picture;
}

// Puts the children in place of what was there. Who used the keyboard stays where they were: an element with the
// same `data-at` gets the focus back.
export function show(place, ...children) {
  const at = place.contains(document.activeElement) ? document.activeElement.dataset.at : null;
  place.replaceChildren(...children.flat().filter(Boolean));
  if (at) place.querySelector(`[data-at="${CSS.escape(at)}"]`)?.focus();
}

// For who listens instead of looking.
export function say(text) {
  document.getElementById('said').textContent = text;
}

// A button that does one thing at a time.
export function button(text, act, attributes = {}) {
  const element = make('button', {type: 'button', ...attributes}, text);
  element.addEventListener('click', async () => {
    if (element.disabled) return;
    element.disabled = true;
    try {
      await act();
    } finally {
      element.disabled = false;
    }
  });
  return element;
}
