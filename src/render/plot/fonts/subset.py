"""Makes the two subsets of Inter that the figures are drawn with.

Inter is free under the SIL Open Font License 1.1 (OFL.txt). The sources are the static faces of the npm package
`inter-ui` 4.1.1, file web/Inter-NAME.woff2. Needs fonttools and brotli:

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    python3 subset.py package/web

Latin, Latin Extended, Greek, Cyrillic and Vietnamese stay, with the signs that a figure needs. Digits are replaced by their
tabular forms for good, so that every program measures and draws the same widths without asking for a feature.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC),
    (0x1E6, 0x1E7), (0x1F4, 0x1F5), (0x1FA, 0x21B), (0x237, 0x237), (0x259, 0x259), (0x2BC, 0x2BC), (0x2C6, 0x2DD),
    (0x300, 0x304), (0x306, 0x30C), (0x31B, 0x31B), (0x323, 0x328), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491),
    (0x4AE, 0x4AF), (0x4D8, 0x4D9), (0x1E00, 0x1EF9), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
    (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2070, 0x2070), (0x2074, 0x2079),
    (0x2080, 0x2089), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2206, 0x2206),
    (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
]


def main(source: Path) -> None:
    here = Path(__file__).parent
    for face in ("Regular", "SemiBold"):
        font = TTFont(source / f"Inter-{face}.woff2")
        swap = {}
        for record in font["GSUB"].table.FeatureList.FeatureRecord:
            if record.FeatureTag == "tnum":
                for index in record.Feature.LookupListIndex:
                    for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
                        swap.update(getattr(table, "ExtSubTable", table).mapping)
        for table in font["cmap"].tables:
            for code in range(ord("0"), ord("9") + 1):
                if code in table.cmap:
                    table.cmap[code] = swap.get(table.cmap[code], table.cmap[code])
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
        options.hinting = False
        options.notdef_outline = True
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        options.recalc_timestamp = False
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
        cutter.subset(font)
        for flavor, suffix in ((None, "ttf"), ("woff2", "woff2")):
            font.flavor = flavor
            font.save(here / f"Inter-{face}.{suffix}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
