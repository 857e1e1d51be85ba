/** What takes two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns a text takes. @param {string} text */
const columnsOf = (text) => [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);

/** As many characters of a word as fit, and an ellipsis. @param {string} word @param {number} width */
function cut(word, width) {
  let kept = '';
  for (const character of word) {
    if (columnsOf(kept + character) >= width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** As many words of a text as fit into so many columns; only a first word that is too long is cut. @param {string} text @param {number} width */
export function fitting(text, width) {
  if (columnsOf(text) <= width) return text;
  const words = text.split(' ');
  while (words.length > 1) {
    words.pop();
    const kept = `${words.join(' ')} …`;
    if (columnsOf(kept) <= width) return kept;
  }
  return cut(text, width);
}

/** A text as lines that are not wider, broken between words. @param {string} text @param {number} width @returns {string[]} */
export function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = fitting(word, width);
    }
  }
  return [...lines, line];
}
