"""The network: one small encoder, one linear layer a tagging head, one pooled layer for what a whole text tells of."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import BertModel

from zenobia.engines.pieces import INCIDENT_NAMES, MARKS, PLAIN, TAGGING_HEADS


class Network(torch.nn.Module):
    """Token scores for all heads side by side, and incident scores of the window."""

    def __init__(self, encoder: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        # 11.7 of 22.7 million weights; the sets are too small to move them without forgetting rare words
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        size = self.encoder.config.hidden_size
        self._widen(size)
        self.dropout = torch.nn.Dropout(dropout)
        self.heads = torch.nn.ModuleDict({name: torch.nn.Linear(size, len(labels)) for name, labels in TAGGING_HEADS.items()})
        self.incident = torch.nn.Linear(2 * size, len(INCIDENT_NAMES))

    def _widen(self, size: int) -> None:
        """Make room for all marks among BERT's segments; a mark that BERT does not know starts out as none."""
        known = self.encoder.embeddings.token_type_embeddings.weight.detach()
        wide = torch.nn.Embedding(MARKS, size)
        with torch.no_grad():
            wide.weight.copy_(known[[n if n < len(known) else PLAIN for n in range(MARKS)]])
        self.encoder.embeddings.token_type_embeddings = wide

    def silence(self, head: str) -> None:
        """Let a head that nothing teaches mark nothing, so that whoever asks it hears no noise."""
        with torch.no_grad():
            self.heads[head].weight.zero_()
            self.heads[head].bias.copy_(torch.eye(len(self.heads[head].bias))[0])

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        found = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=marks)
        return self.dropout(found.last_hidden_state)

    def pooled(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Mean and largest value over the window's pieces: (batch, 2 * size)."""
        wide = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * wide).sum(1) / wide.sum(1)
        largest = (hidden + (wide - 1) * 1e4).max(1).values
        return torch.cat([mean, largest], dim=-1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """All heads at once, as exported: (batch, pieces, labels of all heads), (batch, incidents)."""
        hidden = self.hidden(ids, mask, marks)
        tokens = torch.cat([self.heads[name](hidden) for name in TAGGING_HEADS], dim=-1)
        return tokens, self.incident(self.pooled(hidden, mask))
