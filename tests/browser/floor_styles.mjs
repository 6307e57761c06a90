// The features that a stylesheet uses: properties, keywords, functions, units, selectors, at-rules; each with its line,
// and whether the sheet itself makes it optional.

/** Return [{ path, line, isAsked, isCovered }] of what stands above the floor in a sheet that css-tree reads; `isAsked`: an
    @supports around it asks for it; `isCovered`: nothing else is lost with it, as a plain value stands before it. */
export function stylesheetUses(csstree, text, compat) {
  const faults = [];
  const tree = csstree.parse(text, { positions: true, parseCustomProperty: true, onParseError: (error) => faults.push(error) });
  const uses = faults.map((error) => ({ path: `it cannot be read: ${error.message}`, line: error.line, isAsked: false, isCovered: false }));
  const conditions = []; // of the @supports around
  const rules = [];
  csstree.walk(tree, {
    enter(node) {
      if (node.type === "Atrule") {
        ofAtRule(node);
        if (node.name === "supports") conditions.push(csstree.generate(node.prelude));
      }
      if (node.type === "Rule") {
        if (rules.length) note("css.selectors.nesting", node, "", false);
        rules.push(node);
        if (node.prelude.type === "SelectorList") ofSelectors(node.prelude);
      }
      if (node.type === "Declaration") ofDeclaration(node, this);
    },
    leave(node) {
      if (node.type === "Atrule" && node.name === "supports") conditions.pop();
      if (node.type === "Rule") rules.pop();
    },
  });
  return uses;

  function note(path, node, token, isCovered = true) {
    if (!compat.lacking(path)?.length) return false;
    const isAsked = Boolean(token) && conditions.some((each) => each.includes(token));
    uses.push({ path, line: node.loc.start.line, isAsked, isCovered: isAsked || isCovered });
    return true;
  }

  function ofAtRule({ name, prelude, loc }) {
    note(`css.at-rules.${name}`, { loc }, "");
    if (!prelude) return;
    csstree.walk(prelude, (node) => {
      if (node.type === "Feature") note(`css.at-rules.${name}.${node.name.replace(/^(min|max)-/, "")}`, { loc }, "");
      if (node.type === "FeatureRange") note("css.at-rules.media.range_syntax", { loc }, "");
      if (node.type === "FeatureFunction") note(`css.at-rules.supports.${node.feature}`, { loc }, "");
    });
  }

  // A browser drops a whole rule for one selector that it does not know: then each of its selectors has to have that.
  function ofSelectors(list) {
    const each = list.children.toArray().map((selector) => ({ selector, paths: pathsOf(selector) }));
    const isWhole = each.every(({ paths }) => paths.length);
    for (const { paths } of each) for (const [path, node, token] of paths) note(path, node, token, isWhole);
  }

  function pathsOf(selector) {
    const paths = [];
    csstree.walk(selector, (node) => {
      if (node.type === "PseudoClassSelector" || node.type === "PseudoElementSelector") {
        paths.push([`css.selectors.${node.name}`, node, `:${node.name}`]);
        const argument = node.children?.first;
        if (node.name === "not" && argument?.children?.size > 1) paths.push(["css.selectors.not.selector_list", node, ":not"]);
      }
      if (node.type === "NestingSelector") paths.push(["css.selectors.nesting", node, "&"]);
    });
    return paths.filter(([path]) => compat.lacking(path)?.length);
  }

  function ofDeclaration(node, { atrule, block, rule }) {
    if (!rule && !atrule?.block) return; // a condition
    if (atrule?.name === "supports" && !rule) return;
    const { property } = node;
    const isOfRule = atrule && !rule ? `css.at-rules.${atrule.name}` : "css.properties";
    const isCustom = property.startsWith("--");
    if (isCustom) note("css.properties.custom-property", node, "");
    else if (note(`${isOfRule}.${property}`, node, property)) return;
    const above = [...new Set(valuePaths(isCustom ? null : `${isOfRule}.${property}`, node.value))];
    if (!above.length) return;
    const before = block.children.toArray().slice(0, block.children.toArray().indexOf(node));
    const isCovered = !isCustom && before.some((each) => each.type === "Declaration" && each.property === property
      && !valuePaths(`${isOfRule}.${property}`, each.value).length);
    for (const path of above) note(path, node, property, isCovered);
  }

  // What of a value stands above the floor.
  function valuePaths(home, value) {
    const paths = [];
    if (home === "css.properties.content" && value.children?.some((each) => each.type === "Operator" && each.value === "/")) {
      paths.push("css.properties.content.alt_text");
    }
    csstree.walk(value, (node) => {
      if (node.type === "Identifier" && home) paths.push(`${home}.${node.name}`);
      if (node.type === "Function") paths.push(...functionPaths(home, node));
      if (node.type === "Dimension") paths.push(unitPath(node.unit));
    });
    return paths.filter((path) => compat.lacking(path)?.length);
  }

  function functionPaths(home, { name, children }) {
    const everywhere = (compat.types.get(name) ?? []).filter((path) => !path.includes("relative_syntax"));
    const hasNone = everywhere.length && everywhere.every((path) => compat.lacking(path)?.length);
    const own = home ? [`${home}.${name}`] : [];
    const isSpaced = ["rgb", "hsl"].includes(name) && !children.some((each) => each.type === "Operator" && each.value === ",");
    const isFrom = children.first?.type === "Identifier" && children.first.name === "from";
    return [
      ...(hasNone ? everywhere : []), ...own,
      ...(isSpaced ? [`css.types.color.${name}.space_separated_parameters`] : []),
      ...(isFrom ? [`css.types.color.${name}.relative_syntax`] : []),
    ];
  }

  function unitPath(unit) {
    const kinds = [[/^d(v[whib]|vmin|vmax)$/, "dynamic"], [/^s(v[whib]|vmin|vmax)$/, "small"], [/^l(v[whib]|vmin|vmax)$/, "large"]];
    const kind = kinds.find(([pattern]) => pattern.test(unit));
    if (kind) return `css.types.length.viewport_percentage_units_${kind[1]}`;
    return /^cq/.test(unit) ? "css.types.length.container_query_length_units" : `css.types.length.${unit}`;
  }
}
