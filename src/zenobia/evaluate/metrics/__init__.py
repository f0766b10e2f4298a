"""The metrics of the public sets, as their own scorers compute them. Pure: golds and predictions in, figures out."""
