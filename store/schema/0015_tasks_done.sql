-- The ledger of tasks done brings a view of its own, and the views of arrangements reckon their days once; the tables stay as they are.
select 15;
