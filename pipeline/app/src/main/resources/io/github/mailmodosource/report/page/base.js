// ---- Numbers, words and elements

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const object = value => isObject(value) ? value : {};
const list = value => Array.isArray(value) ? value : [];
const number = value => typeof value === 'number' && Number.isFinite(value) ? value : 0;
const numbers = value => Object.entries(object(value)).filter(([, n]) => typeof n === 'number');
const sum = values => values.reduce((total, n) => total + n, 0);
const own = (map, key) => Object.hasOwn(map, key) ? map[key] : undefined;
const format = (n, digits = 0) => n.toLocaleString('en-US', {maximumFractionDigits: digits});
const many = (n, one) => format(n) + ' ' + one + (n === 1 ? '' : 's');
const rows = n => many(n, 'row');

/** snake_case and camelCase to words: the name of a key that this page does not know. */
function words(key) {
  const text = key.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, (_, a, b) => a + ' ' + b.toLowerCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A share never rounds to none or to all when it is not. */
function percent(part, whole) {
  if (whole <= 0) return '–';
  const exact = 100 * part / whole;
  if (part > 0 && exact < 0.1) return '< 0.1%';
  if (part < whole && exact > 99.9) return '> 99.9%';
  return (part === 0 || part === whole ? exact : exact.toFixed(1)) + '%';
}

function bytes(n) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  for (; n >= 999.95 && unit < units.length - 1; unit++) n /= 1000;
  return format(n, 1) + ' ' + units[unit];
}

function duration(ms) {
  if (!(ms >= 0)) return 'unknown';
  if (ms < 10000) return format(ms / 1000, 1) + ' s';
  const s = Math.round(ms / 1000);
  const of = (unit, limit) => Math.floor(s / unit) % limit;
  const parts = [[of(86400, Infinity), 'd'], [of(3600, 24), 'h'], [of(60, 60), 'min'], [of(1, 60), 's']];
  return parts.filter(([n]) => n > 0).slice(0, 3).map(([n, unit]) => n + ' ' + unit).join(' ');
}

function time(text) {
  const at = new Date(text);
  if (isNaN(at)) return String(text);
  const [day, clock] = at.toISOString().slice(0, 19).split('T');
  return clock === '00:00:00' ? day : `${day} ${clock} UTC`;
}

/** 2026-11-17 as 17 Nov 2026, 2026-11 as Nov 2026; anything else stays. */
function dayName(key) {
  const day = /^\d{4}-\d\d-\d\d$/.test(key), month = /^\d{4}-\d\d$/.test(key);
  const at = day || month ? new Date(key + (month ? '-01' : '')) : NaN;
  return isNaN(at) ? key : d3.utcFormat(day ? '%-d %b %Y' : '%b %Y')(at);
}

/** An element. Text goes in as text nodes only, so nothing in a report can become markup. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value) node.setAttribute(name, value);
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const EVENTS = ['Email Sent', 'Email Opened', 'Link Clicked', 'Email Form Submitted', 'Email Marked as Spam', 'Email Bounced',
  'Email Unsubscribed'];

/** Names of events in the order in which an e-mail lives; strangers after them, rows without an event last. */
function inOrder(names) {
  const rank = name => name === 'unknown' ? Infinity : EVENTS.includes(name) ? EVENTS.indexOf(name) : EVENTS.length;
  return [...names].sort((a, b) => rank(a) === rank(b) ? d3.ascending(a, b) : rank(a) - rank(b));
}
