// What browsers can do, as browser-compat-data has it, held against the floor.

/** What stands above the floor of `browsers` (name: version): features are told by their path, as css.properties.inset. */
export function compatibility(data, browsers) {
  const featureAt = (path) => path.split(".").reduce((at, key) => (at && Object.hasOwn(at, key) ? at[key] : undefined), data);

  // The browsers of the floor that lack a feature; null where the data do not know it.
  function lackingIn(feature) {
    const support = feature?.__compat?.support;
    if (!support) return null;
    return Object.keys(browsers).filter((browser) => !has(support[browser], browsers[browser]));
  }

  // Names of methods and properties, each with all that have it: an object’s kind is not told by a script.
  const members = new Map();
  for (const area of ["javascript.builtins", "api"]) {
    for (const owner of Object.keys(featureAt(area) ?? {})) {
      for (const name of Object.keys(featureAt(`${area}.${owner}`))) {
        if (name === "__compat" || name === owner) continue;
        members.set(name, [...(members.get(name) ?? []), `${area}.${owner}.${name}`]);
      }
    }
  }

  // Functions and keywords of CSS that are the same in any property, by name.
  const types = new Map();
  (function gather(feature, path) {
    for (const [key, below] of Object.entries(feature ?? {})) {
      if (key === "__compat") continue;
      if (below.__compat) types.set(key, [...(types.get(key) ?? []), `${path}.${key}`]);
      gather(below, `${path}.${key}`);
    }
  })(featureAt("css.types"), "css.types");

  return { featureAt, members, types, lacking: (path) => lackingIn(featureAt(path)) };
}

// Whether a version has a feature without a flag, a prefix or another name, and whole.
function has(statements, version) {
  return [statements ?? []].flat().some((each) =>
    each.version_added && each.version_added !== "preview" && !isLater(each.version_added, version)
    && !(each.version_removed && !isLater(each.version_removed, version))
    && !each.flags && !each.prefix && !each.alternative_name && !each.partial_implementation);
}

function isLater(one, other) {
  if (one === true) return false;
  const [left, right] = [one, other].map((each) => String(each).replace("≤", "").split(".").map(Number));
  return left[0] - right[0] > 0 || (left[0] === right[0] && (left[1] ?? 0) > (right[1] ?? 0));
}
