"""Reads all products with the package akeneo-api-client: list.py ADDRESS. Prints how many products and values came."""
import sys

from akeneo_api_client.client_builder import ClientBuilder

api = ClientBuilder(sys.argv[1]).build_authenticated_by_password("user", "password", "client", "secret")
products = values = 0
for page in api.product_uuid_api.all(100, {}):
    for product in page:
        products += 1
        for rows in product["values"].values():
            for row in rows:
                values += row["data"] is not None
print(products, values)
