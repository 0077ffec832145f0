package io.larder.integration.stacks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;

/** A letter that came with a purchase; in PostgreSQL Hibernate keeps its text as a large object. */
@Entity
class Letter {
    @Id
    long id;

    @Lob
    String text = "";

    Letter() {}

    Letter(long id, String text) {
        this.id = id;
        this.text = text;
    }
}
