"""Opens toctrees that lead in a circle: Sphinx 9.0 would follow them until Python stops it.

It names them by itself, `[toc.circular]`, once it gets as far as the menus.
"""

from collections.abc import Iterator, Mapping, Sequence

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def circles(lists: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield each path from a page to a page that it came by, in order; `lists` is what the toctrees of pages list."""
    done: set[str] = set()
    for start in lists:
        path: list[str] = []
        # What is still to be followed from each page of the path.
        following = [iter((start,))]
        while following:
            page = next(following[-1], None)
            if page is None:
                following.pop()
                if path:
                    done.add(path.pop())
            elif page in path:
                yield [*path[path.index(page) :], page]
            elif page not in done:
                path.append(page)
                following.append(iter(lists.get(page, ())))


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    for *_, last, first in list(circles(env.toctree_includes)):
        env.toctree_includes[last] = [each for each in env.toctree_includes[last] if each != first]
    return []


def setup(app: Sphinx) -> None:
    app.connect("env-updated", on_env_updated)
