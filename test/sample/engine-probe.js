// Added to the engine page of a build under test. Pages of one extension share their storage, so a test in another page
// sees what the engine says, and can have frames held back that the engine hands to its worker.
const note = (key, text) =>
  localStorage.setItem(key, JSON.stringify([...JSON.parse(localStorage.getItem(key) ?? '[]'), text]));

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.kind === 'read' && localStorage.getItem('hold') === 'yes') note('held', message.id);
  else post.call(this, message, ...rest);
};

const { error } = console;
console.error = (...said) => {
  note('errors', said.join(' '));
  error.call(console, ...said);
};
