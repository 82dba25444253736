#!/usr/bin/env python3
"""The peer of `deskbook`'s topics: scikit-learn's TF-IDF with HDBSCAN, and with k-means that is told the right number.

    python3 -m venv target/bench/venv && target/bench/venv/bin/pip install scikit-learn==1.9.1
    target/bench/venv/bin/python tests/bench/topics.py FILE.tsv [FOUND.txt]

FILE.tsv holds one text a line: label, tab, text. FOUND.txt, if given, holds the group that another program gave each
text, one a line, empty or `-` for a text that stands alone; it is measured in the same way. A text that stands alone is
a group of its own. Printed are the number of groups, the share of texts in them, B-cubed precision, recall and F1 (Bagga and Baldwin
1998), and the V-measure of the grouped texts.
"""

import sys
import time
from collections import Counter

from sklearn.cluster import HDBSCAN, KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import v_measure_score
from sklearn.preprocessing import normalize

SEED = 1
DENSE = 5000  # more texts than this go through 100 latent dimensions first, or HDBSCAN does not end


def b_cubed(labels, found):
    both, ours, theirs = Counter(zip(labels, found)), Counter(found), Counter(labels)
    pairs = list(zip(labels, found))
    precision = sum(both[p] / ours[p[1]] for p in pairs) / len(pairs)
    recall = sum(both[p] / theirs[p[0]] for p in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show(name, labels, found, seconds):
    alone = [("alone", i) if g in (-1, None) else g for i, g in enumerate(found)]
    grouped = [(l, str(g)) for l, g in zip(labels, found) if g not in (-1, None)]
    v = v_measure_score(*zip(*grouped)) if grouped else 0.0
    p, r, f = b_cubed(labels, alone)
    share = len(grouped) / len(labels)
    print(f"{name:28} groups {len({g for _, g in grouped}):5} grouped {share:.3f} "
          f"B3 {p:.3f} {r:.3f} F1 {f:.3f} V {v:.3f} {seconds:.1f} s")


def main():
    rows = [line.rstrip("\n").split("\t", 1) for line in open(sys.argv[1], encoding="utf-8")]
    labels, texts = [r[0] for r in rows], [r[1] for r in rows]
    started = time.time()
    table = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(texts)
    dense = len(texts) > DENSE
    space = normalize(TruncatedSVD(100, random_state=SEED).fit_transform(table)) if dense else table.toarray()
    made = time.time() - started
    started = time.time()
    found = HDBSCAN(min_cluster_size=5, min_samples=1, metric="euclidean", copy=True).fit_predict(space)
    show("TF-IDF + HDBSCAN", labels, found.tolist(), made + time.time() - started)
    started = time.time()
    found = KMeans(len(set(labels)), n_init=3, random_state=SEED).fit_predict(space)
    show("TF-IDF + k-means, k given", labels, found.tolist(), made + time.time() - started)
    if len(sys.argv) > 2:
        given = [line.strip() for line in open(sys.argv[2], encoding="utf-8")]
        show("given", labels, [g if g not in ("", "-") else None for g in given], 0.0)


if __name__ == "__main__":
    main()
