"""Clusters against networkx: without rulings and suggestions to keep apart, they are the connected components of the links."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from zenobia.reconcile.cluster import Link, cluster

NODES = [f"event_{number:02}" for number in range(12)]
NODE = st.sampled_from(NODES)
PAIR = st.tuples(NODE, NODE).filter(lambda pair: pair[0] != pair[1])
LINK = st.builds(lambda pair, bits: Link(a=pair[0], b=pair[1], bits=bits), PAIR, st.floats(1, 20))


def components(pairs):
    graph = networkx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(pairs)
    return {frozenset(group) for group in networkx.connected_components(graph)}


def groups(clusters):
    return {frozenset(group) for group in clusters.groups}


@given(st.lists(LINK, max_size=30))
def test_links_alone_give_connected_components(links):
    assert groups(cluster(NODES, links)) == components((link.a, link.b) for link in links)


@given(st.lists(PAIR, max_size=12), st.lists(LINK, max_size=12))
def test_same_rulings_join_like_links(same, links):
    given_all = [*same, *((link.a, link.b) for link in links)]
    assert groups(cluster(NODES, links, same=same)) == components(given_all)


@given(st.lists(LINK, max_size=30), st.lists(PAIR, max_size=12))
def test_a_used_link_is_part_of_a_spanning_forest(links, same):
    clusters = cluster(NODES, links, same=same)
    assert len(clusters.used) == len(NODES) - len(clusters.groups)
    assert components(clusters.used) == groups(clusters)


@given(st.lists(LINK, max_size=30), st.lists(PAIR, max_size=8), st.lists(PAIR, max_size=8), st.lists(PAIR, max_size=8))
def test_each_group_is_connected_and_holds_no_pair_ruled_different(links, same, different, apart):
    clusters = cluster(NODES, links, same=same, different=different, apart=apart)
    linked = components([*same, *((link.a, link.b) for link in links)])
    for group in groups(clusters):
        assert any(group <= component for component in linked)
        assert not any({a, b} <= group for a, b in different)


@given(st.lists(LINK, max_size=30), st.lists(PAIR, max_size=8), st.lists(PAIR, max_size=8))
def test_suggestions_never_join_what_is_suggested_apart(links, different, apart):
    clusters = cluster(NODES, links, different=different, apart=apart)
    assert not any({a, b} <= group for a, b in apart for group in groups(clusters))


@given(st.data(), st.lists(LINK, max_size=20), st.lists(PAIR, max_size=8), st.lists(PAIR, max_size=8))
def test_the_order_of_links_never_matters(data, links, different, apart):
    shuffled = data.draw(st.permutations(links))
    nodes = data.draw(st.permutations(NODES))
    one = cluster(NODES, links, different=different, apart=apart)
    assert cluster(nodes, shuffled, different=reversed(different), apart=reversed(apart)) == one


@given(st.lists(LINK, max_size=30), st.lists(st.integers(0, 20), min_size=12, max_size=12))
def test_no_suggestion_stretches_a_group_over_more_than_neighbouring_days(links, days):
    spans = {node: (day, day) for node, day in zip(NODES, days, strict=True)}
    for group in cluster(NODES, links, spans=spans).groups:
        told = [spans[node][0] for node in group]
        assert max(told) - min(told) <= 1
