// ---- Which report it is

const main = document.getElementById('main');
try {
  const report = JSON.parse(document.getElementById('report').textContent);
  const page = !isObject(report) ? () => [el('p', {class: 'loud'}, 'This page contains no report.')]
    : report.job === 'reconcile' ? reconcilePage : runPage;
  main.replaceChildren(...page(report).flat(Infinity).filter(part => part));
} catch (problem) {
  main.replaceChildren(el('p', {class: 'loud'}, `This report cannot be shown (${problem.message}). ` +
    'The numbers are in report.json beside this page.'));
}
