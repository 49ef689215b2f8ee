#include "platform/sql/postgres_address.h"

#include <doctest/doctest.h>

using tandem::sql::reached_safely;

TEST_CASE("S29: a PostgreSQL on this machine needs no TLS; another is reached with its certificate and name checked") {
    for (const char* here : {"postgresql:///book", "postgresql://localhost/book", "postgresql://tandem@127.0.0.1:5433/book", "postgresql://[::1]/book", "postgresql://tandem@%2Frun%2Fpostgresql/book",
                             "postgresql:///book?host=/run/postgresql", "postgresql://127.0.0.1,localhost/book", "postgresql://far.example.com/book?hostaddr=127.0.0.1"})
        CHECK_MESSAGE(reached_safely(here), here);
    for (const char* far : {"postgresql://db.example.com/book?sslmode=verify-full", "postgresql://10.0.0.8,10.0.0.9/book?sslmode=verify-full"}) CHECK_MESSAGE(reached_safely(far), far);
    for (const char* open : {"postgresql://db.example.com/book", "postgresql://10.0.0.8/book", "postgresql://db.example.com/book?sslmode=require", "postgresql://db.example.com/book?sslmode=verify-ca",
                             "postgresql://localhost,db.example.com/book", "postgresql://localhost/book?hostaddr=10.0.0.8", "postgresql://localhost.example.com/book", "postgresql://%zz"})
        CHECK_MESSAGE(!reached_safely(open), open);
}
