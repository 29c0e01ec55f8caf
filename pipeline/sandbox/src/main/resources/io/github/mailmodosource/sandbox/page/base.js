// Numbers, times and elements.

export const format = (n, digits = 0) => n.toLocaleString('en-US', {maximumFractionDigits: digits});
export const many = (n, one) => `${format(n)} ${one}${n === 1 ? '' : 's'}`;

/** When it came, by the clock on the reader's wall: 14:03:05.120. */
export function clock(text) {
  const at = new Date(text);
  if (isNaN(at)) return '';
  const two = n => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** An element. Text goes in as text nodes only, so nothing that an event says can become markup. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value) node.setAttribute(name, value);
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets a text only where it differs: what does not change need not be drawn again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export const OUTCOMES = {ACCEPTED: 'Accepted', DUPLICATE: 'Duplicate', REFUSED: 'Refused'};

/** What the list calls it. */
export const nameOf = row => row.event ?? (row.request ? `Request refused (${row.status})` : 'No event name');
