// The features that a script uses: syntax, what is in every browser’s scope, members and events; each with its line, and
// whether the script asks for it first. The kind of an object is not told by a script: a member is above the floor where
// all that have one of this name are, and this script makes none of its own.

const OPERATORS = {
  "??": "nullish_coalescing", "??=": "nullish_coalescing_assignment", "||=": "logical_or_assignment",
  "&&=": "logical_and_assignment", "**": "exponentiation", "**=": "exponentiation_assignment",
};
const FLAGS = { d: "hasIndices", s: "dotAll", u: "unicode", v: "unicodeSets", y: "sticky" };
// What gives an iterator, which has methods of its own only lately.
const ITERATORS = new Set(["values", "keys", "entries", "matchAll"]);

// Syntax by node: each function gives the paths of what it is.
const SYNTAX = {
  ChainExpression: () => ["javascript.operators.optional_chaining"],
  LogicalExpression: ({ operator }) => ofOperator(operator),
  BinaryExpression: ({ operator, left }) => [...ofOperator(operator), ...(left.type === "PrivateIdentifier" ? ["javascript.classes.private_class_fields_in"] : [])],
  AssignmentExpression: ({ operator }) => ofOperator(operator),
  PropertyDefinition: ({ static: isStatic }) => [isStatic ? "javascript.classes.static.class_fields" : "javascript.classes.public_class_fields"],
  PrivateIdentifier: () => ["javascript.classes.private_class_fields"],
  StaticBlock: () => ["javascript.classes.static.initialization_blocks"],
  CatchClause: ({ param }) => (param ? [] : ["javascript.statements.try_catch.optional_catch_binding"]),
  ForOfStatement: (node) => (node.await ? ["javascript.statements.for_await_of"] : ["javascript.statements.for_of"]),
  ImportExpression: () => ["javascript.operators.import"],
  MetaProperty: ({ meta }) => (meta.name === "import" ? ["javascript.operators.import_meta"] : []),
  AwaitExpression: (node, above) => (above.some((each) => /Function/.test(each.type)) ? ["javascript.operators.await"] : ["javascript.operators.await.top_level"]),
  SpreadElement: (node, above) => (above.at(-1).type === "ObjectExpression" ? ["javascript.operators.spread.spread_in_object_literals"] : []),
  RestElement: (node, above) => (above.at(-1).type === "ObjectPattern" ? ["javascript.operators.destructuring.rest_in_objects"] : []),
  VariableDeclaration: ({ kind }) => [`javascript.statements.${kind.replace(" ", "_")}`],
  TemplateElement: ({ value }) => ofPattern(value.raw),
  Literal: ({ value, raw, regex, bigint }) => [
    ...(regex ? [...ofPattern(regex.pattern), ...[...regex.flags].filter((flag) => FLAGS[flag]).map((flag) => `javascript.builtins.RegExp.${FLAGS[flag]}`)] : []),
    ...(typeof value === "string" ? ofPattern(value) : []),
    ...(bigint ? ["javascript.builtins.BigInt"] : []),
    ...(typeof value === "number" && raw.includes("_") ? ["javascript.grammar.numeric_separators"] : []),
  ],
};

function ofOperator(operator) {
  return OPERATORS[operator] ? [`javascript.operators.${OPERATORS[operator]}`] : [];
}

// Text may become a pattern anywhere: what looks like one of these is taken for it.
function ofPattern(text) {
  const signs = [
    [/\(\?<[=!]/, "lookbehind_assertion"], [/\(\?<\w+>/, "named_capturing_group"],
    [/\\p\{/, "unicode_character_class_escape"], [/\(\?[ims]*-?[ims]+:/, "modifier"],
  ];
  return signs.filter(([sign]) => sign.test(text)).map(([, name]) => `javascript.regular_expressions.${name}`);
}

/** Return the names that scripts make themselves: `bound`, variables, functions, parameters; `keys`, those of their objects. */
export function namesMade({ acorn, walk }, texts) {
  const [bound, keys] = [new Set(), new Set()];
  for (const text of texts) {
    const tree = parse(acorn, text);
    if (!tree) continue;
    walk.full(tree, (node) => {
      if (node.type === "VariablePattern") bound.add(node.name);
      if (node.id?.name) bound.add(node.id.name);
      if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression" && !node.left.computed) keys.add(node.left.property.name);
      if (node.type === "Property" || node.type === "MethodDefinition") keys.add(node.key.name ?? node.key.value);
      for (const each of node.params ?? []) if (each.type === "Identifier") bound.add(each.name);
    });
  }
  return { bound, keys };
}

/** Return [{ path, line, isAsked, isCovered }] of what stands above the floor in one script; `made` is from `namesMade`. */
export function scriptUses({ acorn, walk }, text, made, compat) {
  const tree = parse(acorn, text);
  if (!tree) return [{ path: "it is no script that can be read", line: 1, isAsked: false, isCovered: false }];
  const uses = [];
  walk.fullAncestor(tree, (node, state, ancestors) => {
    const above = ancestors.slice(0, -1);
    const note = (paths, name) => {
      const known = paths.filter((path) => compat.lacking(path));
      if (!known.length || !known.every((path) => compat.lacking(path).length)) return;
      const isAsked = Boolean(name) && above.some((each) => asksFor(each, name, node));
      // Syntax that a browser cannot read ends the whole script: no question goes before it.
      uses.push({ path: known[0], line: node.loc.start.line, isAsked, isCovered: true });
    };
    for (const path of SYNTAX[node.type]?.(node, above) ?? []) note([path], "");
    if (node.type === "Identifier" && !made.bound.has(node.name)) note(scopePaths(node.name), node.name);
    if (node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier") {
      note(memberPaths(node), node.property.name);
    }
    if (node.type === "CallExpression" && (node.callee.property ?? node.callee).name === "addEventListener") {
      const [{ value }] = node.arguments;
      if (typeof value === "string") note(compat.members.get(`${value}_event`) ?? [], value);
    }
  });
  return uses;

  function scopePaths(name) {
    return [`javascript.builtins.${name}`, `api.${name}`, `api.Window.${name}`, `api.EventTarget.${name}`].filter(compat.featureAt);
  }

  function memberPaths({ object, property: { name } }) {
    const owner = object.type === "Identifier" && !made.bound.has(object.name) ? object.name : null;
    const own = [`javascript.builtins.${owner}.${name}`, `api.${owner}.${name}`].filter((path) => owner && compat.featureAt(path));
    if (own.length) return own;
    const callee = object.type === "CallExpression" && object.callee.type === "MemberExpression" ? object.callee : null;
    const isIterator = callee && ITERATORS.has(callee.property.name) && callee.object.name !== "Object";
    const helper = `javascript.builtins.Iterator.${name}`;
    if (isIterator && compat.featureAt(helper)) return [helper];
    return made.keys.has(name) ? [] : compat.members.get(name) ?? [];
  }
}

// Whether what stands around a use asks first whether there is such a thing: by if, ?:, && or ?.().
function asksFor(around, name, node) {
  const test = { IfStatement: "test", ConditionalExpression: "test", LogicalExpression: "left" }[around.type];
  if (around.type === "CallExpression" && around.optional && around.callee === node) return true;
  if (!test || (around[test].start <= node.start && node.end <= around[test].end)) return Boolean(test);
  return JSON.stringify(around[test], (key, value) => (typeof value === "bigint" ? String(value) : value)).includes(`"${name}"`);
}

function parse(acorn, text) {
  try {
    return acorn.parse(text, { ecmaVersion: "latest", sourceType: "script", locations: true });
  } catch {
    try {
      return acorn.parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true });
    } catch {
      return null;
    }
  }
}
