-- Format 3: a list of the entries that neither add nor reverse an amount that does: few, however long the ledger.
--
-- Which kinds add is known to the program that records them. Formats 1 and 2 knew it too, in an index whose list of kinds
-- would have had to grow with them. The list here follows from the entries, is kept in the same transaction, and is
-- checked by `track verify`.

CREATE TABLE other_entry (
    entry INTEGER PRIMARY KEY
) STRICT;

-- The kinds that added in formats 1 and 2.
INSERT INTO other_entry
    SELECT sequence FROM entry
    WHERE kind NOT IN ('actual', 'accrual', 'commitment', 'derived') AND (kind <> 'reversal' OR pence IS NULL);

-- In the file alone:
DROP INDEX entry_besides_money;
