"""The shipped network, where a checkout has it."""

from __future__ import annotations

import pytest

from zenobia.engines.network import Network
from zenobia.engines.tagger import load_network
from zenobia.faults import BadSettings


@pytest.fixture(name="network", scope="session")
def network_fixture() -> Network:
    try:
        return load_network()
    except BadSettings:
        pytest.skip("the network is not in this checkout")
