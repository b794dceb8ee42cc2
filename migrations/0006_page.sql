-- What a merchant says about the page is part of what the page reads; merchants who have said nothing yet
-- have what the config says by itself.

UPDATE merchants SET brand = json_set(
  brand,
  '$.page', json('{"blocks":["notices","headline","parcels","items","details","help","feedback","promotion","faq","social","legal"],"theme":{"font":"system","corners":"soft","density":"normal","header":"filled"},"notices":[],"promotions":[],"faq":[],"social":[],"legal":{"links":[]},"pictures":true,"hosts":[],"embed":[]}'),
  '$.factsOnly', json('["the-iconic"]')
) WHERE brand ->> '$.page' IS NULL;
