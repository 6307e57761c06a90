"""A PDF is made again when anything that decides its bytes is another."""

from handbook.print.printing import input_hash


def test_the_hash_knows_texts_pictures_and_versions(tmp_path):
    """And tells apart what is divided otherwise."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"1")
    hashes = [
        input_hash(["ab", "c"], {"a": picture}, {"x": "1"}),
        input_hash(["a", "bc"], {"a": picture}, {"x": "1"}),
        input_hash(["ab", "c"], {"b": picture}, {"x": "1"}),
        input_hash(["ab", "c"], {"a": picture}, {"x": "2"}),
    ]
    picture.write_bytes(b"2")
    hashes.append(input_hash(["ab", "c"], {"a": picture}, {"x": "1"}))
    assert len(set(hashes)) == len(hashes)
    assert hashes[-1] == input_hash(["ab", "c"], {"a": picture}, {"x": "1"})
