import assert from 'node:assert/strict';
import { driftedLine } from '../../../extension/patch/drift';

const FILE = Array.from({ length: 60 }, (_, at) => `\tstatement_number(${String(at + 1)});`);
/** Rows of a side: a gap, lines 20 to 26, a gap. */
const SIDE = ['/* gap */', ...FILE.slice(19, 26), '/* gap */'];
const NUMBERS = [0, 20, 21, 22, 23, 24, 25, 26, 0];

describe('a line of a diff in another version of the file', () => {
  it('is where the patch says, where nothing has moved', () => {
    assert.equal(driftedLine(SIDE, NUMBERS, 3, FILE), 22);
  });

  it('moves with the lines around it', () => {
    assert.equal(driftedLine(SIDE, NUMBERS, 3, ['new', 'lines', 'above', ...FILE]), 25);
    assert.equal(driftedLine(SIDE, NUMBERS, 3, FILE.slice(10)), 12);
  });

  it('is found though it was changed itself, and though its blanks were', () => {
    const changed = FILE.map((line, at) => (at === 21 ? '\tsomething_else();' : line.replace('\t', '        ')));
    assert.equal(driftedLine(SIDE, NUMBERS, 3, ['above', ...changed]), 23);
  });

  it('is the nearest of several places that agree', () => {
    const twice = [...FILE.slice(15, 30), ...Array.from({ length: 40 }, () => 'x'), ...FILE.slice(15, 30)];
    assert.equal(driftedLine(SIDE, NUMBERS, 3, twice), 7);
  });

  it('of a gap is that of the line below it', () => {
    assert.equal(driftedLine(SIDE, NUMBERS, 0, FILE), 20);
    assert.equal(driftedLine(SIDE, NUMBERS, 8, FILE), 26);
  });

  it('is nowhere in a file that has too little of it', () => {
    assert.equal(driftedLine(SIDE, NUMBERS, 3, ['nothing', 'of', 'it']), null);
    assert.equal(driftedLine(SIDE, NUMBERS, 3, []), null);
    assert.equal(driftedLine([], [], 0, FILE), null);
    assert.equal(driftedLine(['/* gap */'], [0], 0, FILE), null);
  });
});
