// ---- The picture of days: time runs across, an event is a row, and what is wrong stands out before a word is read

const LEVELS = [
  {every: d3.utcDay, key: d3.utcFormat('%Y-%m-%d'), tick: '%-d %b', name: 'day'},
  {every: d3.utcMonth, key: d3.utcFormat('%Y-%m'), tick: '%b %Y', name: 'month'},
  {every: d3.utcYear, key: d3.utcFormat('%Y'), tick: '%Y', name: 'year'},
];
const WORSE = ['missing', 'mismatched', 'unexpected'];
const wrongOf = parts => sum(WORSE.map(kind => number(parts[kind])));

/**
 * Puts days together until there is room for them: days, else months, else years. A day without anything keeps its place.
 * @param matrix day to event to kind to number; a month may stand for a day
 */
function bucketsOf(matrix, room) {
  const dated = Object.keys(matrix).filter(key => /^\d{4}-\d\d(-\d\d)?$/.test(key)).sort();
  if (dated.length === 0) return null;
  const at = key => new Date(key.length === 7 ? key + '-01' : key);
  const times = dated.map(at);
  const from = d3.min(times), to = d3.max(times);
  const finest = dated.some(key => key.length === 7) ? 1 : 0;
  const fits = level => LEVELS[level].every.count(LEVELS[level].every.floor(from), to) < room;
  const level = LEVELS[[0, 1].find(l => l >= finest && fits(l)) ?? 2];
  const starts = level.every.range(level.every.floor(from), level.every.offset(level.every.floor(to), 1));
  const cells = new Map(starts.map(start => [level.key(start), new Map()]));
  for (const key of dated) {
    const bucket = cells.get(level.key(level.every.floor(at(key))));
    for (const [event, parts] of Object.entries(object(matrix[key]))) {
      const cell = bucket.get(event) || {};
      for (const [kind, n] of numbers(parts)) cell[kind] = number(cell[kind]) + n;
      bucket.set(event, cell);
    }
  }
  return {level, starts, cells};
}

/**
 * A figure that draws itself as wide as it is, and again when that changes.
 * @param kinds what a bar is made of, from the bottom up: [key, label]
 * @param about a bar in words: its parts to lines of text
 */
function daysFigure(matrix, kinds, about, label) {
  const holder = el('div', {class: 'days'});
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now > 0 && now !== width) drawDays(holder, width = now, matrix, kinds, about, label);
  }).observe(holder);
  return holder;
}

function drawDays(holder, width, matrix, kinds, about, label) {
  const narrow = width < 560;
  const left = narrow ? 0 : 176;
  const picture = bucketsOf(matrix, Math.floor((width - left) / 3));
  if (picture === null) return;
  const {level, starts, cells} = picture;
  const keys = starts.map(level.key);
  const events = inOrder(new Set([...cells.values()].flatMap(bucket => [...bucket.keys()])));
  const allOf = key => [...cells.get(key).values()].reduce((all, parts) => {
    for (const [kind, n] of numbers(parts)) all[kind] = number(all[kind]) + n;
    return all;
  }, {});
  const lines = [...events.length > 1 ? [{name: 'All events', of: allOf, all: true}] : [],
    ...events.map(event => ({name: event === 'unknown' ? 'Unknown' : event, of: key => cells.get(key).get(event) || {}}))];

  const above = narrow ? 24 : 0;
  let top = 0;
  for (const line of lines) {
    line.top = top + above + 4;
    line.height = line.all ? 64 : 38;
    top = line.top + line.height + 8;
  }
  // Few days make no broad bars: a bar is a day, not a wall.
  const x = d3.scaleBand(keys, [left, Math.min(width, left + 56 * keys.length)]).paddingInner(keys.length > 90 ? 0.1 : 0.22);
  const height = top + 24;
  const svg = d3.create('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('role', 'img').attr('aria-label', label)
    .attr('data-level', level.name);
  for (const line of lines) drawLine(svg.append('g').attr('class', line.all ? 'all' : null), line, x, kinds, {narrow, left});

  const shown = d3.scaleUtc([starts[0], level.every.offset(starts[starts.length - 1], 1)], x.range())
    .ticks(Math.max(2, Math.min(keys.length, Math.floor((x.range()[1] - left) / 84))))
    .map(tick => level.key(level.every.floor(tick)));
  const ticks = new Set(shown.filter(key => x(key) !== undefined));
  const name = d3.utcFormat(level.tick);
  svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${top - 4})`)
    .call(d3.axisBottom(x).tickValues([...ticks]).tickFormat(key => name(starts[keys.indexOf(key)])).tickSize(4));
  const cursor = svg.append('rect').attr('class', 'cursor').attr('y', 0).attr('height', top - 4).attr('width', x.bandwidth());
  holder.replaceChildren(svg.node());
  follow(holder, svg, cursor, {x, keys, lines, width, height, about, kinds});
}

/** One event: a bar a day, each row on a scale of its own, so that rare events are seen too. */
function drawLine(group, line, x, kinds, {narrow, left}) {
  const bottom = line.top + line.height;
  const totals = x.domain().map(key => sum(kinds.map(([kind]) => number(line.of(key)[kind]))));
  const most = d3.max(totals), whole = sum(totals);
  const wrongs = WORSE.map(kind => [kind, sum(x.domain().map(key => number(line.of(key)[kind])))]).filter(([, n]) => n > 0);
  const wrong = sum(wrongs.map(([, n]) => n));
  const y = d3.scaleLinear([0, most || 1], [0, line.height]);
  const note = wrong > 0 ? `${format(wrong)} of ${format(whole)} ${wrongs.length === 1 ? wrongs[0][0] : 'wrong'}` : format(whole);
  const baseline = narrow ? line.top - 7 : line.top + line.height / 2 - 3;
  group.append('text').attr('class', 'name').attr('x', 0).attr('y', baseline).text(line.name);
  group.append('text').attr('class', wrong > 0 ? 'hole' : null).attr('x', narrow ? x.range()[1] : 0)
    .attr('text-anchor', narrow ? 'end' : 'start').attr('y', narrow ? baseline : baseline + 17).text(note);
  group.append('line').attr('class', 'base').attr('x1', left).attr('x2', x.range()[1]).attr('y1', bottom + .5).attr('y2', bottom + .5);
  for (const key of x.domain()) {
    const parts = line.of(key);
    const bad = wrongOf(parts);
    if (bad > 0) {
      // The more of a day is wrong, the stronger its shade: the hole of a small day is seen beside big days.
      const kind = WORSE[d3.greatestIndex(WORSE, w => number(parts[w]))];
      group.append('rect').attr('class', `tint ${kind}-part`)
        .attr('fill-opacity', 0.12 + 0.38 * Math.sqrt(bad / sum(kinds.map(([k]) => number(parts[k])))))
        .attr('x', x(key) - (x.step() - x.bandwidth()) / 2).attr('width', x.step())
        .attr('y', line.top - 4).attr('height', line.height + 4);
    }
    // One lost event of a million is seen as well: what is wrong takes its three pixels from what is right.
    const heights = kinds.map(([kind]) => number(parts[kind]) > 0 ? Math.max(WORSE.includes(kind) ? 3 : 1, y(parts[kind])) : 0);
    const over = sum(heights) - Math.max(y(sum(kinds.map(([kind]) => number(parts[kind])))), 1);
    if (bad > 0 && over > 0) heights[0] = Math.max(0, heights[0] - over);
    let base = bottom;
    kinds.forEach(([kind], i) => {
      if (heights[i] === 0) return;
      base -= heights[i];
      group.append('rect').attr('class', `${kind}-part`).attr('x', x(key)).attr('width', x.bandwidth())
        .attr('y', base).attr('height', heights[i])
        .attr('data-day', key).attr('data-event', line.name).attr('data-kind', kind).attr('data-count', parts[kind]);
    });
  }
}

/** Says under the pointer or finger what a bar stands for. */
function follow(holder, svg, cursor, {x, keys, lines, width, height, about, kinds}) {
  const tip = el('div', {class: 'tip', hidden: 'hidden'});
  holder.append(tip);
  const hide = () => {
    tip.hidden = true;
    cursor.classed('on', false);
  };
  const show = event => {
    const [px, py] = d3.pointer(event, svg.node());
    const column = Math.floor((px - x.range()[0]) / x.step());
    const line = lines.find(l => py <= l.top + l.height + 8);
    if (column < 0 || column >= keys.length || !line) return hide();
    const key = keys[column];
    cursor.classed('on', true).attr('x', x(key));
    tip.replaceChildren(el('b', null, `${dayName(key)} · ${line.name}`), ...about(line.of(key), kinds).map(text => el('div', null, text)));
    tip.hidden = false;
    const scale = holder.clientWidth / width;
    const at = (x(key) + x.bandwidth()) * scale + 10;
    const room = holder.clientWidth - tip.offsetWidth;
    tip.style.left = Math.max(0, at > room ? x(key) * scale - tip.offsetWidth - 10 : at) + 'px';
    tip.style.top = Math.max(0, Math.min(py * scale, height * scale - tip.offsetHeight)) + 'px';
  };
  svg.on('pointermove', show).on('pointerdown', show).on('pointerleave', hide);
}

/** What the colours of a picture mean; only those that are in it. */
function legend(kinds, matrix) {
  const there = new Set(Object.values(matrix).flatMap(events => Object.values(object(events))
    .flatMap(parts => numbers(parts).filter(([, n]) => n > 0).map(([kind]) => kind))));
  return el('ul', {class: 'legend'}, kinds.filter(([kind]) => there.has(kind))
    .map(([kind, name]) => el('li', null, el('i', {class: `${kind}-part`}), name)));
}
