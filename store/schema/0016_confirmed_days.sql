-- The views on what was confirmed word it by its days; the tables stay as they are.
select 16;
