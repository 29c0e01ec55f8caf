package io.github.mailmodosource.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?user=me&password=geheim",
        "jdbc:postgresql://host/db?sslpassword=geheim",
        "jdbc:postgresql://me:geheim@host/db",
        "jdbc:mariadb://host/db?keyStorePassword=geheim",
        "jdbc:mariadb://address=(host=h)(password=geheim)/db",
        "jdbc:mysql://host/db?password1=geheim",
        "jdbc:sqlserver://host;user=me;Password=geheim",
        "jdbc:sqlserver://host;user=me;Password={geheim}",
        "jdbc:sqlserver://host;keyStoreSecret=geheim",
        "jdbc:sqlserver://host;accessToken=geheim",
        "jdbc:snowflake://acc.snowflakecomputing.com/?private_key_file_pwd=geheim",
        "jdbc:snowflake://acc.snowflakecomputing.com/?private_key_base64=geheim",
        "jdbc:snowflake://acc.snowflakecomputing.com/?token=geheim",
        "jdbc:snowflake://acc.snowflakecomputing.com/?passcode=geheim",
        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthType=0;OAuthPvtKey=geheim",
        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthType=2;OAuthRefreshToken=geheim",
        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthType=2;OAuthAccessToken=geheim",
        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthClientSecret=geheim",
        "jdbc:redshift:iam://c:eu-west-1/db?AccessKeyID=id&SecretAccessKey=geheim",
        "jdbc:redshift:iam://c:eu-west-1/db?SessionToken=geheim",
        "jdbc:duckdb:md:db?motherduck_token=geheim",
        "jdbc:databricks://host:443;AuthMech=3;UID=token;PWD=geheim",
        "jdbc:trino://host/db?accessToken=geheim",
        "jdbc:oracle:thin:me/geheim@host:1521/db",
      })
  void aSecretInsideOfTheUrlIsRefusedAndNotRepeated(String url) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DatabaseUrl.of("activity", url));
    assertThat(
        refused.getMessage(),
        allOf(
            containsString("the URL contains a password"),
            containsString("--activityPassword=env:NAME"),
            not(containsString("geheim"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h1:5432,h2:5432/db?ApplicationName=a@b",
        "jdbc:postgresql://host/db?sslkey=/keys/me.pk8&sslpasswordcallback=org.example.Callback",
        "jdbc:mysql://host/db?passwordCharacterEncoding=UTF-8&allowPublicKeyRetrieval=true",
        "jdbc:mariadb://host/db?serverRsaPublicKeyFile=/keys/server.pem",
        "jdbc:snowflake://acc.snowflakecomputing.com/?warehouse=w&db=d&authenticator=snowflake_jwt",
        "jdbc:snowflake://acc.snowflakecomputing.com/?private_key_file=/keys/me.p8",
        "jdbc:snowflake://acc.snowflakecomputing.com/?passcodeInPassword=on",
        "jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443;ProjectId=p;OAuthType=3;",
        "jdbc:bigquery://https://h:443;ProjectId=p;OAuthType=0;OAuthPvtKeyPath=/keys/me.json",
        "jdbc:redshift:iam://c:eu-west-1/db?AccessKeyID=id&Token_Type=ACCESS_TOKEN",
        "jdbc:databricks://host:443;EnableTokenCache=0;OAuth2TokenEndpoint=https://h/token",
        "jdbc:duckdb:",
      })
  void anyOtherUrlIsTakenWhole(String url) {
    assertThat(DatabaseUrl.of("activity", url).url(), is(url));
  }
}
