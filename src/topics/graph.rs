//! A graph of texts, and the same graph with groups folded into single nodes.
//!
//! Takes weighted edges. Gives neighbours, sizes and weights. Never holds an edge twice in one direction.

/// Nodes with weighted edges; a node may stand for several texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    starts: Vec<usize>,
    ends: Vec<(u32, f64)>,
    /// Weight of the edges folded into each node.
    inner: Vec<f64>,
    /// Texts that each node stands for.
    sizes: Vec<f64>,
}

impl Graph {
    /// Of nodes of one text each; an edge names the lower node first and stands once.
    pub(super) fn new(nodes: usize, edges: &[(u32, u32, f64)]) -> Self {
        Self::with(vec![1.0; nodes], vec![0.0; nodes], edges)
    }

    fn with(sizes: Vec<f64>, inner: Vec<f64>, edges: &[(u32, u32, f64)]) -> Self {
        let mut starts = vec![0; sizes.len() + 1];
        for (a, b, _) in edges {
            starts[*a as usize + 1] += 1;
            starts[*b as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut ends = vec![(0, 0.0); edges.len() * 2];
        for (a, b, weight) in edges {
            for (from, to) in [(*a, *b), (*b, *a)] {
                ends[free[from as usize]] = (to, *weight);
                free[from as usize] += 1;
            }
        }
        Self {
            starts,
            ends,
            inner,
            sizes,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Neighbours of a node with the weight of the edge.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = (u32, f64)> {
        let range = self.starts[node]..self.starts[node + 1];
        self.ends[range].iter().copied()
    }

    pub(super) fn inner(&self, node: usize) -> f64 {
        self.inner[node]
    }

    pub(super) fn size(&self, node: usize) -> f64 {
        self.sizes[node]
    }

    /// The weight of all edges, each once.
    pub(super) fn weight(&self) -> f64 {
        self.inner.iter().sum::<f64>() + self.ends.iter().map(|e| e.1).sum::<f64>() / 2.0
    }

    /// The graph of the groups: `of` numbers them from 0 without gaps.
    pub(super) fn folded(&self, of: &[u32], groups: usize) -> Self {
        let mut sizes = vec![0.0; groups];
        let mut inner = vec![0.0; groups];
        let mut edges = Vec::new();
        for (node, group) in of.iter().enumerate() {
            sizes[*group as usize] += self.sizes[node];
            inner[*group as usize] += self.inner[node];
            for (other, weight) in self.around(node).filter(|n| n.0 as usize > node) {
                let to = of[other as usize];
                if to == *group {
                    inner[to as usize] += weight;
                } else {
                    edges.push((to.min(*group), to.max(*group), weight));
                }
            }
        }
        // Stable, so that the weights of one edge are always added in the same order.
        edges.sort_by_key(|e| (e.0, e.1));
        let sum = |same: &[(u32, u32, f64)]| (same[0].0, same[0].1, same.iter().map(|e| e.2).sum());
        let edges: Vec<_> = edges
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .map(sum)
            .collect();
        Self::with(sizes, inner, &edges)
    }
}

#[cfg(test)]
mod tests {
    use super::Graph;

    #[test]
    fn folding_keeps_weight_and_size() {
        let graph = Graph::new(4, &[(0, 1, 1.0), (0, 2, 2.0), (1, 2, 3.0), (2, 3, 4.0)]);
        let folded = graph.folded(&[0, 0, 1, 1], 2);
        assert_eq!(folded.around(0).collect::<Vec<_>>(), [(1, 5.0)]);
        assert_eq!((folded.inner(0), folded.inner(1)), (1.0, 4.0));
        assert_eq!((folded.size(0), folded.len()), (2.0, 2));
        assert!((folded.weight() - graph.weight()).abs() < 1e-12);
    }
}
