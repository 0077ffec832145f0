package io.larder.integration.stacks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A product with an optimistic lock. */
@Entity
@Table(name = "product")
class Product {
    @Id
    int id;

    @Column(length = 40)
    String name = "";

    int stock;

    @Version
    int version;

    Product() {}

    Product(int id, String name, int stock) {
        this.id = id;
        this.name = name;
        this.stock = stock;
    }

    @Override
    public String toString() {
        return id + " " + name + " " + stock;
    }
}
