import { parseStaticAssert } from './declaration';
import { parseDeclarator } from './declarator';
import { parseArguments, parseAssignment, parseConstant, parseExpression } from './expression';
import { parseEnum, parseRecord } from './record';
import { parseBlockHere, parseStatementExpression } from './statement';
import type { Grammar } from './unit';

/** C's grammar, for whoever begins to read a unit. */
export const GRAMMAR: Grammar = {
  arguments: parseArguments,
  assignment: parseAssignment,
  expression: parseExpression,
  constant: parseConstant,
  statementExpression: parseStatementExpression,
  declarator: parseDeclarator,
  record: parseRecord,
  enumeration: parseEnum,
  staticAssert: parseStaticAssert,
  block: parseBlockHere,
};
